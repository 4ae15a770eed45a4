/** Invented people and articles. Names are of many scripts, as those of real customers are. */
export const people = [
  ['Imogen Hartley', '18 Lantern Street', 'Bristol', 'BS1 5TT'],
  ['Callum Reyes', '3 Kiln Court', 'Leeds', 'LS2 8JT'],
  ['Zofia Żółkiewska', '77 Harbour Way', 'Cardiff', 'CF10 4GA'],
  ['Thandi Mokoena', '9 Orchard Rise', 'Norwich', 'NR1 3QG'],
  ['Søren Ångström', '41 Mill Lane', 'York', 'YO1 7EX'],
  ['Ελένη Παππά', '2 Chapel Yard', 'Exeter', 'EX4 3SR'],
  ['林 美玲', 'Flat 6, 120 Canal Road', 'Manchester', 'M1 3HU'],
  ["Aoife O'Rourke-Whittingham-Fairweather", '55 The Crescent', 'Derby', 'DE1 1DZ'],
] as const;

export type Article = {
  readonly sku: string;
  readonly name: string;
  readonly pence: number;
  readonly grams: number;
  /** Where it lies; a wave is walked in the order of bins. */
  readonly bin: string;
};

const article = (sku: string, name: string, pence: number, grams: number, bin: string) => ({
  sku, name, pence, grams, bin,
});

export const articles: readonly Article[] = [
  article('TEE-BLK-M', 'T-shirt, black, M', 1_999, 180, 'A-03-2'),
  article('TEE-BLK-L', 'T-shirt, black, L', 1_999, 190, 'A-03-3'),
  article('MUG-ENAMEL', 'Enamel mug', 1_250, 320, 'B-01-1'),
  article('SOCK-WOOL-L', 'Wool socks, L', 1_400, 110, 'A-07-1'),
  article('LAMP-DESK', 'Desk lamp', 4_900, 1_450, 'D-02-4'),
  article('BOOK-KNOTS', 'Ninety knots, “the small book”', 899, 210, 'C-05-2'),
  article('KETTLE-1L', 'Kettle, 1 l', 3_450, 980, 'D-04-1'),
  article('RUG-120', 'Rug, 120 × 170', 8_900, 4_200, 'E-01-1'),
];

/** The warehouse's words for services; the last is one that nobody has mapped. */
export const services = { usual: ['STANDARD', 'STANDARD', 'DPD-12'], unmapped: 'EXPEDITE-X' };
