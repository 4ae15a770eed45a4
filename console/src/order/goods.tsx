/** Lines and parcels of one consignment. A label made is never called gone. */
import type { ConsignmentView } from '../api/client.ts';
import { useMay } from '../may/use-may.ts';
import { Table, type Column } from '../table/table.tsx';
import { Clock } from '../time/when.tsx';
import { words } from '../words/words.ts';
import { moneyInWords, weightInWords } from '../words/measures.ts';

type Line = ConsignmentView['lines'][number];
type Parcel = ConsignmentView['parcels'][number];
type GoodsProps = {
  readonly consignment: ConsignmentView;
  readonly isOnly: boolean;
  readonly zone: string;
};

const said = words.order;

export function Goods({ consignment, isOnly, zone }: GoodsProps) {
  const of = isOnly ? '' : `: ${said.consignment(consignment.reference, consignment.warehouse)}`;
  const id = `goods-${consignment.id}`;
  return (
    <div className="goods" data-unlisted="of-this-order">
      <section className="panel stack" aria-labelledby={`${id}-lines`}>
        <h2 id={`${id}-lines`}>{said.linesTitle}{of}</h2>
        {consignment.lines.length === 0 ? <p className="quiet">{said.linesEmpty}</p> : (
          <Table
            caption={`${said.linesTitle}${of}`} columns={lineColumns} rows={consignment.lines}
            keyOf={(line) => line.line}
          />
        )}
      </section>
      <section className="panel stack" aria-labelledby={`${id}-parcels`}>
        <h2 id={`${id}-parcels`}>{said.parcelsTitle}{of}</h2>
        {consignment.parcels.length === 0 ? <p className="quiet">{said.parcelsEmpty}</p> : (
          <Table
            caption={`${said.parcelsTitle}${of}`} columns={parcelColumns(zone)}
            rows={consignment.parcels} keyOf={keyOfParcel}
          />
        )}
      </section>
    </div>
  );
}

const { lineHeads, parcelHeads } = said;

const lineColumns: readonly Column<Line>[] = [
  { key: 'sku', head: lineHeads.sku, kind: 'name', cell: (line) => line.sku },
  { key: 'name', head: lineHeads.name, kind: 'wide', cell: (line) => line.name || words.none },
  { key: 'line', head: lineHeads.line, kind: 'number', cell: (line) => line.line },
  { key: 'ordered', head: lineHeads.ordered, kind: 'number', cell: (line) => line.ordered },
  { key: 'picked', head: lineHeads.picked, kind: 'number', cell: (line) => line.picked },
  { key: 'packed', head: lineHeads.packed, kind: 'number', cell: (line) => line.packed },
  { key: 'short', head: lineHeads.short, kind: 'number', cell: (line) =>
    line.short === 0 ? 0 : <strong className="problem-text">! {line.short}</strong> },
  { key: 'labelled', head: lineHeads.labelled, kind: 'number', cell: (line) => line.labelled },
];

const keyOfParcel = (parcel: Parcel) => `${parcel.trackingNumber ?? ''} ${parcel.madeAt}`;

/** The label bears the customer's address: whoever may not see that hears who may. */
function PrintLink({ address }: { address: string }) {
  const may = useMay('see-customers');
  if (may.is === 'unknown') return null;
  if (may.is === 'no') return <span className="quiet">{said.noPrint(may.why)}</span>;
  return (
    <a className="row-link" href={address} target="_blank" rel="noreferrer">{said.printLabel}</a>
  );
}

const parcelColumns = (zone: string): readonly Column<Parcel>[] => [
  { key: 'tracking', head: parcelHeads.tracking, kind: 'name', cell: (parcel) =>
    parcel.trackingNumber === null ? said.noTracking : <code>{parcel.trackingNumber}</code> },
  { key: 'state', head: parcelHeads.state, cell: (parcel) => (
    <span data-label-state={parcel.state}>
      {said.labelStates[parcel.state]} <Clock at={parcel.madeAt} zone={zone} />
      {parcel.document === null ? null : <>{' '}<PrintLink address={parcel.document} /></>}
    </span>
  ) },
  { key: 'carrier', head: parcelHeads.carrier, cell: (parcel) => parcel.carrier },
  { key: 'service', head: parcelHeads.service, cell: (parcel) => parcel.service ?? words.none },
  { key: 'weight', head: parcelHeads.weight, kind: 'number', cell: (parcel) =>
    parcel.weightGrams === null ? words.none : weightInWords(parcel.weightGrams) },
  { key: 'cost', head: parcelHeads.cost, kind: 'number', cell: (parcel) =>
    parcel.cost === null ? <span className="quiet">{said.costHidden}</span>
      : moneyInWords(parcel.cost) },
];
