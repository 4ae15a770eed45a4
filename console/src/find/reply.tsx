/** What a customer may be told, and the links to their parcels, ready to be pasted. */
import { Button, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { replyLanguages, type Told } from '../api/service.ts';
import { keptReplyLanguage, useKept } from '../frame/kept.ts';
import { usePolling } from '../live/provider.tsx';
import { words } from '../words/words.ts';
import { copyText } from './copy.ts';
import { tellQuestion } from './questions.ts';
import './find.css';

const said = words.find;

/** The same beside anything else about the order; nothing while it is not known. */
export function Reply({ order }: { order: string }) {
  const language = useKept(keptReplyLanguage);
  const { data } = useQuery({ ...tellQuestion(order, language), refetchInterval: usePolling() });
  return data === undefined ? null : <CopyReply told={data} variant="default" />;
}

type CopyReplyProps = { readonly told: Told; readonly variant?: 'filled' | 'default' };

export function CopyReply({ told, variant = 'filled' }: CopyReplyProps) {
  const [copied, setCopied] = useState<boolean | null>(null);
  const links = told.parcels.flatMap(({ link }) => (link === null ? [] : [link]));
  const copy = (text: string) => void copyText(text).then(setCopied);
  return (
    <>
      <div className="row">
        <Button variant={variant} onClick={() => copy(told.reply)}>
          {said.copyReply(told.language)}
        </Button>
        <Button
          variant="default" disabled={links.length === 0}
          aria-describedby={links.length === 0 ? 'no-link' : undefined}
          onClick={() => copy(links.join('\n'))}
        >
          {said.copyLink(links.length)}
        </Button>
        <NativeSelect
          aria-label={said.language} value={told.language}
          data={replyLanguages.map((value) => ({ value, label: said.languages[value] }))}
          onChange={(event) => {
            const chosen = replyLanguages.find((one) => one === event.currentTarget.value);
            if (chosen !== undefined) keptReplyLanguage.write(chosen);
          }}
        />
      </div>
      {links.length === 0 ? <p id="no-link" className="quiet">{said.noLink}</p> : null}
      <p className="find-copied" role="status">
        {copied === null ? '' : copied ? said.copied : said.notCopied}
      </p>
    </>
  );
}
