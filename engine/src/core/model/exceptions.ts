/**
 * Everything that people may have to look into. A code, once published, keeps its meaning for
 * ever; each has its page in the handbook. Severity: 1 a parcel would go out wrong or twice,
 * 2 a ready parcel cannot go, 3 label made but somebody untold, 4 money, 5 nuisance. The owner is
 * whose it is where the policy says nothing else: ask `ownerOf`.
 */
export const exceptionCodes = {
  'gatepass.bug': { severity: 2, owner: 'engineer', title: 'Gatepass tripped over this order' },
  'label.before-gate': {
    severity: 1, owner: 'lead', title: 'Label made for goods that are not confirmed',
  },
  'label.on-cancelled': {
    severity: 1, owner: 'lead', title: 'Label made for a cancelled order',
  },
  'label.duplicate': { severity: 1, owner: 'lead', title: 'More labels than parcels' },
  'line.contradictory': {
    severity: 2, owner: 'lead', title: 'The warehouse contradicts itself',
  },
  'revision.conflicting': {
    severity: 2, owner: 'engineer', title: 'Two contents under one revision',
  },
  'revision.older-series': {
    severity: 2, owner: 'engineer', title: 'Revisions seem to have begun anew',
  },
  'warehouse.wrong-clock': {
    severity: 5, owner: 'engineer', title: 'The warehouse clock is wrong',
  },
  'stock.out': { severity: 2, owner: 'lead', title: 'Out of stock' },
  'weight.missing': { severity: 2, owner: 'lead', title: 'Weight missing' },
  'weight.default': { severity: 5, owner: 'lead', title: 'Weight looks like a default' },
  'customs.missing': { severity: 2, owner: 'customer-service', title: 'Customs data missing' },
  'package.missing': { severity: 2, owner: 'lead', title: 'Package type not mapped' },
  'pick.short-labelled': {
    severity: 1, owner: 'lead', title: 'Short pick on a labelled parcel',
  },
  'label.foreign': { severity: 1, owner: 'lead', title: 'Label made outside the hand-over' },
  'label.mismatched': {
    severity: 4, owner: 'finance', title: 'Another carrier or service than asked',
  },
  'order.unparked': { severity: 1, owner: 'lead', title: 'Released from hold before the gate' },
  'order.duplicate': { severity: 1, owner: 'lead', title: 'The same goods stand there twice' },
  'order.doubtful': {
    severity: 1, owner: 'lead', title: 'In ShipStation, but the count is in doubt',
  },
  'order.vanished': { severity: 2, owner: 'lead', title: 'Deleted in ShipStation' },
  'order.cancelled-there': { severity: 2, owner: 'lead', title: 'Cancelled in ShipStation' },
  'order.combined': { severity: 2, owner: 'lead', title: 'Combined with another order' },
  'order.unchangeable': {
    severity: 1, owner: 'lead', title: 'Changed after it could be changed there',
  },
  'order.still-awaiting': {
    severity: 2, owner: 'lead', title: 'Gone, but still awaiting shipment',
  },
  'order.marked-there': {
    severity: 3, owner: 'lead', title: 'Marked as shipped without a label',
  },
  'dispatch.incomplete': {
    severity: 3, owner: 'lead', title: 'Dispatched without carrier or tracking',
  },
  'guard.tripped': { severity: 2, owner: 'lead', title: 'Too many changes at once' },
  'confirm.late': { severity: 2, owner: 'lead', title: 'Promised time passed at the warehouse' },
  'pick.short': { severity: 2, owner: 'lead', title: 'Short pick' },
  'pick.rest-awaited': { severity: 5, owner: 'lead', title: 'The rest of a short pick is to come' },
  'address.incomplete': { severity: 2, owner: 'customer-service', title: 'Address incomplete' },
  'service.unmapped': { severity: 2, owner: 'lead', title: 'Service not mapped' },
  'warehouse.unknown': { severity: 2, owner: 'engineer', title: 'Warehouse not in the policy' },
  'channel.unknown': { severity: 2, owner: 'engineer', title: 'Channel not in the policy' },
  'order.refused': { severity: 2, owner: 'lead', title: 'ShipStation refused the order' },
  'release.late': { severity: 2, owner: 'engineer', title: 'Ready, but not yet in ShipStation' },
  'label.refused': { severity: 2, owner: 'lead', title: 'ShipStation refused the label' },
  'label.unanswered': {
    severity: 2, owner: 'lead', title: 'Nobody knows whether the label was bought',
  },
  'label.late': { severity: 2, owner: 'lead', title: 'In ShipStation without a label' },
  'carrier.unmapped': { severity: 3, owner: 'lead', title: 'Carrier not mapped' },
  'warehouse.refused': {
    severity: 3, owner: 'engineer', title: 'The warehouse refused the write-back',
  },
  'warehouse.untold': { severity: 3, owner: 'engineer', title: 'Warehouse not told' },
  'channel.refused': { severity: 3, owner: 'engineer', title: 'The channel refused the notice' },
  'channel.untold': {
    severity: 3, owner: 'customer-service', title: 'Channel not told',
  },
  'parcel.left-behind': { severity: 3, owner: 'lead', title: 'Labelled, not seen leaving' },
} as const satisfies Record<string, ExceptionDefinition>;

export const owners = ['lead', 'customer-service', 'engineer', 'finance'] as const;
export type Owner = (typeof owners)[number];
export type Severity = 1 | 2 | 3 | 4 | 5;

export type ExceptionDefinition = {
  readonly severity: Severity;
  readonly owner: Owner;
  readonly title: string;
};

export type ExceptionCode = keyof typeof exceptionCodes;

export const severityOf = (code: ExceptionCode): Severity => exceptionCodes[code].severity;

export const isExceptionCode = (text: string): text is ExceptionCode =>
  Object.hasOwn(exceptionCodes, text);
