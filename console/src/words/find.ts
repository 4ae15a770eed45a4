/** What the page says that customer service works on. */
import { plural } from './counted.ts';

export const findWords = {
  title: 'Find',
  box: 'Order number, tracking number, e-mail, name, postcode or end of the telephone number',
  boxHint: 'For example SO-412345',
  button: 'Find it',
  start: 'Paste or type what the customer has. A whole number or address opens its order at once; '
    + 'a beginning shows what fits.',
  looking: 'Looking …',
  noneTitle: (typed: string) => `Nothing was found for “${typed}”`,
  lookedFor: 'It was looked for as an order number, a number in ShipStation, a tracking number, a '
    + 'consignment, an e-mail address, a telephone number, a name, a postcode and a SKU: whole, '
    + 'and as the beginning of one.',
  noneNext: 'Compare it letter by letter, or try another thing that the customer has.',
  tooShort: 'That is too little to look for',
  tooLong: 'That is too long to look for',
  oneThing: 'Paste one thing: a number, an address or a name, of at most 200 characters.',
  several: (count: number) => `${plural(count, 'order', 'orders')} fit. Which one is it?`,
  more: (count: number) => `More than ${count} orders fit; the nearest are here. Type more of it.`,
  hits: 'Orders that fit',
  heads: {
    order: 'Order', town: 'Town', date: 'Date', why: 'Why it fits', stage: 'Stage',
  },
  noTown: 'no town yet',

  answer: 'What is known',
  known: (number: string) => `Order ${number}`,
  tell: 'What you can tell the customer',
  goingOn: 'Inside the house:',
  language: 'Reply in',
  languages: { 'en-GB': 'British English', 'en-US': 'American English' },
  copyReply: (language: string) => `Copy reply (${language})`,
  copyLink: (count: number) => count > 1 ? 'Copy tracking links' : 'Copy tracking link',
  noLink: 'There is no tracking link: no label stands, or its carrier has no page that we know.',
  copied: 'Copied. Paste it where you answer the customer.',
  notCopied: 'The browser did not let this page copy. Mark the text and copy it by hand.',
  openOrder: 'Open the order',
  looksUp: 'Asking for the facts …',

  ask: 'Ask warehouse',
  note: 'Leave a note',
  askTitle: (warehouse: string) => `Ask ${warehouse}`,
  askHint: 'For example: did it make the 16:30 van?',
  noteTitle: 'A note for whoever opens this order next',
  send: { question: 'Send the question', note: 'Keep the note' },
  back: 'Back',
  empty: 'Write something first.',
  noWarehouse: 'No warehouse has taken this order up yet, so there is nobody to ask.',
  notesTitle: 'Notes and questions',
  askedBy: (name: string) => `${name} asked`,
  notedBy: (name: string) => `${name} noted`,
  answeredBy: (name: string) => `${name} answered`,
  unanswered: 'no answer yet',
  answerIt: 'Answer',
  answerOf: (question: string) => `Answer to “${question}”`,
  sendAnswer: 'Send the answer',
};
