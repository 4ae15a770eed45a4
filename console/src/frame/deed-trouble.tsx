/**
 * Something was to be done and the answer was a refusal, or there was none. Nothing is done again
 * by itself, and no button here does it: whoever pressed looks first, then presses again.
 */
import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { ApiTrouble } from '../api/client.ts';
import { forgetAll } from '../api/questions.ts';
import { words } from '../words/words.ts';
import { detailIn, Panel, tellRefusal, type Told } from './trouble.tsx';

const said = words.deedTrouble;

/** Where it shows whether it was done after all. */
export type Look = keyof typeof said.looks;

type DeedTroubleProps = {
  readonly error: unknown;
  readonly look: Look;
  readonly onClose: () => void;
};

export function DeedTrouble({ error, look, onClose }: DeedTroubleProps) {
  const client = useQueryClient();
  function close() {
    onClose();
    // What the page shows next is what the reader decides by.
    void forgetAll(client);
  }
  return (
    <Panel told={tellDeed(error, look)}>
      <Button variant="default" onClick={close}>{said.close}</Button>
    </Panel>
  );
}

export function tellDeed(error: unknown, look: Look): Told {
  const detail = detailIn(error);
  if (!wasRefused(error)) {
    return {
      title: said.unknownTitle, means: hasAnswered(error) ? said.tripped : said.silent,
      next: said.looks[look], detail,
    };
  }
  const { title, means } = tellRefusal(error.kind);
  return {
    title: title === '' ? said.refusedTitle : title, means: `${said.notDone} ${means}`.trim(),
    next: error.kind.status === 429 ? said.tooManyNext : said.refusedNext, detail,
  };
}

type Refused = ApiTrouble & { readonly kind: { readonly is: 'refused' } };

/** 408 is a proxy that has waited long enough: what it waited for may be done. */
const wasRefused = (error: unknown): error is Refused =>
  error instanceof ApiTrouble && error.kind.is === 'refused'
  && error.kind.status < 500 && error.kind.status !== 408;

const hasAnswered = (error: unknown): boolean =>
  !(error instanceof ApiTrouble) || (error.kind.is === 'refused' && error.kind.status === 500);
