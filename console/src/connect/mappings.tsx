/** What the warehouses' words may mean: proposed with what it rests on, and taken one by one. */
import { Radio, TextInput } from '@mantine/core';
import { useQueries, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type RefObject, type SubmitEvent } from 'react';
import type { Policy } from '../api/client.ts';
import type {
  CarrierProposal, ConnectorView, ServiceProposal, Survey,
} from '../api/connectors.ts';
import { surveyQuestion } from '../api/questions.ts';
import { DeedTrouble } from '../frame/deed-trouble.tsx';
import { Trouble } from '../frame/trouble.tsx';
import { MayButton, WhyNot } from '../may/may-button.tsx';
import { useMay } from '../may/use-may.ts';
import { words } from '../words/words.ts';
import { AnotherService, isWhole } from './another-service.tsx';
import { Change } from './change.tsx';
import { countTaken, nothingTaken, withRows, type Mapping, type Taken } from './rows.ts';
import { whyNoApply } from './step.tsx';
import { connectedIn } from './steps.ts';
import { useApply } from './use-apply.ts';

const said = words.connect;

type MappingsProps = {
  readonly title: RefObject<HTMLHeadingElement | null>;
  readonly connectors: readonly ConnectorView[];
  readonly policy: Policy;
  readonly isDemo: boolean;
  readonly onApplied: (sentence: string) => void;
};

export function Mappings({ title, connectors, policy, isDemo, onApplied }: MappingsProps) {
  const accounts = connectedIn(policy.document, 'shipstation', connectors).map(({ name }) => name);
  const client = useQueryClient();
  const enabled = useMay('test-connection').is === 'yes';
  const answers = useQueries({
    // Words of new orders come in between: each visit of the page looks anew.
    queries: accounts.map((name) => ({ ...surveyQuestion(name), enabled, staleTime: 60_000 })),
  });
  const failed = answers.find(({ isError }) => isError);
  const surveys = answers.flatMap(({ data }) => data === undefined ? [] : [data]);
  const [taken, setTaken] = useState<Taken>(nothingTaken);
  const { look, apply, isOvertaken, forget } = useApply({
    wish: (inForce) => withRows(taken, inForce),
    onApplied: (version) => {
      onApplied(said.mapped(countTaken(taken), version));
      setTaken(nothingTaken);
      void client.invalidateQueries({ queryKey: ['survey'] });
    },
  });
  const take = (next: Taken): void => {
    forget();
    setTaken(next);
  };

  function submit(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault();
    look.mutate(withRows(taken, policy));
  }

  const services = onceEach(surveys.flatMap(({ proposals }) => proposals.services),
    ({ says }) => says);
  const carriers = onceEach(surveys.flatMap(({ proposals }) => proposals.carriers),
    ({ carrier }) => carrier);
  const trouble = [look, apply].find(({ error }) => error !== null);
  return (
    <section className="panel stack" aria-labelledby="connect-mappings">
      <h2 id="connect-mappings" ref={title} tabIndex={-1}>{said.mappingsTitle}</h2>
      <p>{said.mappingsMeans}</p>
      <WhyNot right="test-connection" id="why-no-survey" />
      {accounts.length === 0 ? <p className="problem-text">{said.noAccount}</p> : null}
      {failed === undefined ? null : (
        <Trouble error={failed.error} onAgain={() => void failed.refetch()} isAskedOnce />
      )}
      <div role="status" className="quiet connect-found">
        {enabled && answers.some(({ isPending }) => isPending) ? said.foundLooking
          : [...new Set(surveys.flatMap(({ unseen }) => unseen))].join(' ')}
      </div>
      {surveys.length === 0 ? null : (
        <form className="stack" aria-label={said.mappingsTitle} onSubmit={submit}>
          <h3>{said.servicesTitle}</h3>
          {services.length === 0 ? <p className="quiet">{said.noWords}</p> : null}
          {services.map((proposal) => (
            <Service
              key={proposal.says} proposal={proposal} surveys={surveys}
              onTake={(mapping) => take({
                ...taken, services: withOrWithout(taken.services, proposal.says, mapping),
              })}
            />
          ))}
          <h3>{said.carriersTitle}</h3>
          {carriers.length === 0 ? <p className="quiet">{said.noCarriers}</p> : null}
          {carriers.map((proposal) => (
            <Carrier
              key={proposal.carrier} proposal={proposal}
              channels={connectedIn(policy.document, 'channel', connectors)
                .map(({ name }) => name)}
              onTake={(row) => take({
                ...taken, carriers: withOrWithout(taken.carriers, proposal.carrier, row),
              })}
            />
          ))}
          <div>
            <MayButton
              right="change-policy" reason={whyNoApply} type="submit" loading={look.isPending}
              disabled={countTaken(taken) === 0} aria-describedby="connect-taken"
            >
              {said.look}
            </MayButton>
            <p id="connect-taken" role="status" className="quiet">
              {said.taken(countTaken(taken))}
            </p>
          </div>
          {trouble === undefined ? null : (
            <DeedTrouble
              error={trouble.error} look={trouble === apply ? 'page' : 'harmless'}
              onClose={() => trouble.reset()}
            />
          )}
          {look.data === undefined ? null : (
            <Change
              tried={look.data} wish={look.variables} isWell isOvertaken={isOvertaken}
              isDemo={isDemo} button={said.applyRows(countTaken(taken))}
              isBusy={apply.isPending}
              onApply={() => {
                if (look.variables !== undefined) apply.mutate(look.variables);
              }}
            />
          )}
        </form>
      )}
    </section>
  );
}

function onceEach<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly Item[] {
  return [...new Map(items.map((item) => [keyOf(item), item])).values()];
}

const withOrWithout = <Row,>(
  rows: Readonly<Record<string, Row>>, name: string, row: Row | null,
): Readonly<Record<string, Row>> => {
  const others = Object.fromEntries(Object.entries(rows).filter(([one]) => one !== name));
  return row === null ? others : { ...others, [name]: row };
};

/** A choice among proposals, with leaving it first: nothing is taken by itself. */
const leave = 'leave';
const other = 'other';

type ServiceProps = {
  readonly proposal: ServiceProposal;
  readonly surveys: readonly Survey[];
  readonly onTake: (mapping: Mapping | null) => void;
};

function Service({ proposal, surveys, onTake }: ServiceProps) {
  const [chosen, setChosen] = useState(leave);
  const { says, held, cause, suggestions } = proposal;
  const carriers = surveys.flatMap((survey) => survey.carriers ?? []);
  return (
    <div className="connect-proposal stack">
      <Radio.Group
        label={said.word(says)} value={chosen}
        description={said.held(held)}
        onChange={(value) => {
          setChosen(value);
          onTake(suggestions[Number(value)]?.mapping ?? null);
        }}
      >
        <Radio value={leave} label={said.leaveIt} />
        {suggestions.map((one, index) => (
          <Radio
            key={one.sentence} value={String(index)} label={scored(one)}
            description={one.evidence}
          />
        ))}
        {carriers.length === 0 ? null : <Radio value={other} label={said.otherService} />}
      </Radio.Group>
      {chosen === other ? (
        <AnotherService
          says={says} carriers={carriers}
          onChoose={(mapping) => onTake(isWhole(mapping) ? mapping : null)}
        />
      ) : null}
      <p>
        <Link className="row-link" to="/exceptions" search={{ cause }}>
          {said.ordersThatWait(says)}
        </Link>
      </p>
    </div>
  );
}

type CarrierProps = {
  readonly proposal: CarrierProposal;
  readonly channels: readonly string[];
  readonly onTake: (row: Taken['carriers'][string] | null) => void;
};

function Carrier({ proposal, channels, onTake }: CarrierProps) {
  const { carrier, name, suggestions } = proposal;
  const [chosen, setChosen] = useState(leave);
  const [typed, setTyped] = useState('');
  const [told, setTold] = useState<Readonly<Record<string, string>>>({});
  const wordOf = (choice: string, word: string): string =>
    choice === other ? word : suggestions[Number(choice)]?.says ?? '';
  function say(choice: string, word: string, channelWords: typeof told): void {
    const warehouse = wordOf(choice, word).trim();
    onTake(warehouse === '' ? null : { warehouse, channels: channelWords });
  }
  return (
    <div className="connect-proposal stack">
      <Radio.Group
        label={said.carrierNamed(name, carrier)} value={chosen}
        description={suggestions.length === 0 ? said.noCarrierWord : undefined}
        onChange={(value) => {
          setChosen(value);
          say(value, typed, told);
        }}
      >
        <Radio value={leave} label={said.leaveIt} />
        {suggestions.map((one, index) => (
          <Radio
            key={one.says} value={String(index)} label={scored(one)} description={one.evidence}
          />
        ))}
        <Radio value={other} label={said.otherWord} />
      </Radio.Group>
      {chosen === other ? (
        <TextInput
          label={said.wordOfWarehouse(name)} value={typed} autoComplete="off" spellCheck={false}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            say(chosen, event.currentTarget.value, told);
          }}
        />
      ) : null}
      {chosen === leave ? null : channels.map((channel) => (
        <TextInput
          key={channel} label={said.wordOfChannel(channel, name)} value={told[channel] ?? ''}
          description={said.optional} autoComplete="off" spellCheck={false}
          onChange={(event) => {
            const next = { ...told, [channel]: event.currentTarget.value.trim() };
            setTold(next);
            say(chosen, typed, next);
          }}
        />
      ))}
    </div>
  );
}

function scored({ sentence, score, isSure }: {
  readonly sentence: string; readonly score: number; readonly isSure: boolean;
}): string {
  const told = score.toFixed(2);
  return `${sentence} (${isSure ? words.exceptions.sure(told) : words.exceptions.notSure(told)})`;
}
