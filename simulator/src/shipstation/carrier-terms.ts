import type { Insurance, Weight } from './shapes.ts';

/**
 * On which terms each carrier sells labels. Tariffs, limits and windows are invented; that there
 * are such windows, and labels that cannot be voided, is documented (shipstation.md 3.9).
 */
export type Terms = {
  readonly feeCents: number;
  readonly centsPerKilogram: number;
  readonly heaviestGrams: number;
  /** Days after the label within which a void is approved. */
  readonly voidDays: number;
  /** Package codes whose labels are never taken back. */
  readonly unvoidable: readonly string[];
  /** `testLabel` works for USPS carriers only. */
  readonly hasTestLabels: boolean;
};

const plain = { unvoidable: [], hasTestLabels: false } as const;

const termsByCarrier: Readonly<Record<string, Terms>> = {
  royal_mail: {
    ...plain, feeCents: 289, centsPerKilogram: 45, heaviestGrams: 20_000, voidDays: 14,
  },
  dpd: { ...plain, feeCents: 545, centsPerKilogram: 45, heaviestGrams: 30_000, voidDays: 7 },
  dhl_express_uk: {
    ...plain, feeCents: 1_450, centsPerKilogram: 45, heaviestGrams: 70_000, voidDays: 30,
  },
  stamps_com: {
    feeCents: 612, centsPerKilogram: 180, heaviestGrams: 31_751, voidDays: 28,
    unvoidable: ['large_letter'], hasTestLabels: true,
  },
};

const unknownCarrier: Terms = {
  ...plain, feeCents: 400, centsPerKilogram: 45, heaviestGrams: 30_000, voidDays: 14,
};

export const termsOf = (carrierCode: string): Terms =>
  termsByCarrier[carrierCode] ?? unknownCarrier;

const gramsPerUnit: Readonly<Record<string, number>> = {
  pounds: 453.592,
  ounces: 28.3495,
  grams: 1,
};

export const gramsOf = (weight: Weight): number => weight.value * (gramsPerUnit[weight.units] ?? 1);

/** A fee by carrier and so much for each kilogram begun. */
export const postageCents = (carrierCode: string, weight: Weight): number => {
  const { feeCents, centsPerKilogram } = termsOf(carrierCode);
  return feeCents + Math.ceil(gramsOf(weight) / 1_000) * centsPerKilogram;
};

/** For each hundred begun: the carrier's own cover costs more than an insurer's. */
export const insuranceCents = ({ provider, insureShipment, insuredValue }: Insurance): number =>
  insureShipment ? Math.ceil(insuredValue / 100) * (provider === 'carrier' ? 125 : 99) : 0;
