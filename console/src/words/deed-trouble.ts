/** What is said when something was to be done, and a refusal came back or nothing at all. */
export const deedTroubleWords = {
  unknownTitle: 'It is not known whether this was done',
  silent: 'Gatepass did not answer. It may have done it all the same: an answer can get lost on '
    + 'its way back.',
  tripped: 'Gatepass tripped over it, and cannot say how far it came. The fault is in Gatepass '
    + 'and not in what you did.',
  looks: {
    plans: 'Before you press again, look under Plans whether it stands there, and how far it is.',
    run: 'Before you press again, look at the state above: it says whether the rest was stopped.',
    cause: 'Before you press again, look at the owner of this cause, and at what people did.',
    order: 'Before you press again, load this page anew: its decisions and its timeline say it.',
    notes: 'Before you press again, look whether it stands among the notes and questions.',
    connection: 'Before you press again, look at the card of this connection: it says what is '
      + 'paused.',
    password: 'Before you press again, try in another browser which of the two passwords lets '
      + 'you in.',
    page: 'Before you press again, load this page anew: it shows what is so now.',
    harmless: 'You may press again at once: doing this twice does no harm.',
  },
  refusedTitle: 'Gatepass refused this',
  notDone: 'It was not done.',
  refusedNext: 'Put right what is named here and press again, or ask the person who runs Gatepass.',
  tooManyNext: 'Wait a minute, then press again.',
  close: 'Close',
};
