/** What sign-in, one's own account and the page of people say. */
import type { Me } from '../api/client.ts';
import { plural } from './counted.ts';

type Role = 'lead' | 'operator' | 'customer-service' | 'finance' | 'engineer' | 'auditor' | 'admin';

/** Of people; a key's role stays the word that it is. */
export const roleWords = {
  'lead': 'Lead',
  'operator': 'Operator',
  'customer-service': 'Customer service',
  'finance': 'Finance',
  'engineer': 'Engineer',
  'auditor': 'Auditor',
  'admin': 'Admin',
} as const satisfies Record<Role, string>;

export const roleInWords = ({ role, person }: Pick<Me, 'role' | 'person'>): string => {
  const known: Readonly<Record<string, string>> = roleWords;
  return person === null ? role : known[role] ?? role;
};

export const signInWords = {
  title: 'Sign in',
  intro: 'Gatepass shows where orders wait between warehouse, ShipStation and channel.',
  required: 'Sign in to see that page. You are taken there afterwards.',
  email: 'E-mail address',
  password: 'Password',
  showPassword: 'Show the password',
  passwordEmpty: 'Give your address and your password.',
  button: 'Sign in',
  passwordRefused: 'This address and this password do not go together',
  passwordRefusedMeans: 'One of them may be mistyped. If you have forgotten the password, ask an '
    + 'admin for a new link: nobody needs to know the old one.',
  provider: (name: string) => `Sign in with ${name}`,
  or: 'or',
  otherWays: 'Another way: a key, or a link',
  key: 'Your key',
  showKey: 'Show the key',
  keyHint: 'Paste it here. A password manager may keep it.',
  keyButton: 'Sign in with the key',
  orLink: 'Or open the one-time link you were given: it signs you in by itself.',
  linkWorking: 'Signing you in with your link …',
  empty: 'Paste your key first.',
  keyRefused: 'This key is not known here',
  keyRefusedMeans: 'It may be mistyped, cut off at one end, or withdrawn. Paste it once more; '
    + 'if it is refused again, ask the person who runs Gatepass for a new one.',
  linkRefused: 'This link does not work any more',
  linkRefusedMeans: 'A sign-in link works once and for a short time: it was used already, or is '
    + 'too old. Ask the person who runs Gatepass for a new one, or sign in another way.',
  linkCut: 'This link is not complete',
  linkCutMeans: 'Its end is missing, as happens when mail breaks a line. Copy the whole link, '
    + 'or sign in another way.',
  demoTitle: 'Look around as',
  demoMeans: 'One click each; nothing here is real. What you may do differs by role.',
  demoAs: (name: string, role: string) => `${name}, ${role}`,
  demoRefused: 'Nobody was signed in',
  demoRefusedMeans: 'The demo may just have ended, or somebody has shut this person out in it. '
    + 'Be another one.',
  providerRefused: 'The other sign-in did not let you in here',
  providerWords: {
    'not-invited': 'You are known there, but nobody with your address was invited here. Ask an '
      + 'admin for an invitation to exactly that address.',
    'not-checked': 'It does not say that your e-mail address was checked, or you are bound to '
      + 'another one here. Ask an admin for a link.',
    'late': 'It took too long, or the answer was meant for another window. Begin again here.',
    'refused': 'You, or it, said no. Begin again here, or sign in another way.',
  },
};

export const accountWords = {
  title: 'My account',
  looking: 'Looking up your account …',
  isKey: 'You are signed in with a key',
  isKeyMeans: 'A key has no password and no sessions of its own. Whoever looks after the keys '
    + 'rotates and ends it.',
  signedInAs: (name: string, role: string) => `${name}, ${role}`,
  noEmail: 'No e-mail address yet',
  firstTitle: 'Say who you are',
  firstMeans: 'You came in by the link of the first start. Give your name and address, then '
    + 'choose a password: with them you sign in from now on.',
  name: 'Name',
  nameHint: 'Others see it when they look for somebody who may help.',
  email: 'E-mail address',
  save: 'Save',
  passwordTitle: 'Password',
  passwordNone: 'You have no password yet. With one you sign in by your address next time.',
  current: 'Password until now',
  next: 'New password',
  nextHint: (signs: number) => `${signs} signs or more. A few words in a row do well; nothing else `
    + 'is asked of it. Pasting is fine.',
  showPassword: 'Show the password',
  choose: 'Choose this password',
  change: 'Change the password',
  emptyPassword: 'Fill in the password.',
  sessionsTitle: 'Where you are signed in',
  sessionsCaption: 'Your sessions',
  heads: { agent: 'Browser', from: 'From', since: 'Since', until: 'Ends at', end: 'End it' },
  thisOne: 'this one',
  unknown: 'not said',
  end: 'Sign out there',
  endNamed: (agent: string, from: string) => `Sign out there: ${agent} at ${from}`,
  endOthers: 'Sign out everywhere else',
  rightsTitle: 'What your role may not do, and who may',
};

export const peopleWords = {
  title: 'People',
  looking: 'Looking up the people …',
  caption: 'People who sign in here',
  heads: {
    name: 'Name', email: 'Address', role: 'Role', state: 'State', sessions: 'Signed in',
    acts: 'Change',
  },
  roles: roleWords,
  states: { active: 'comes in', invited: 'invited, not in yet', deactivated: 'shut out' },
  sessions: (count: number) => plural(count, 'session', 'sessions'),
  noSessions: 'no',
  roleOf: (name: string) => `Role of ${name}`,
  link: 'New link',
  linkFor: (name: string) => `New link for ${name}`,
  signOut: 'Sign out',
  signOutNamed: (name: string) => `Sign out: ${name}, everywhere`,
  off: 'Shut out',
  offNamed: (name: string) => `Shut out: ${name}`,
  on: 'Let in again',
  onNamed: (name: string) => `Let in again: ${name}`,
  offTitle: (name: string) => `Shut ${name} out?`,
  offMeans: 'Their sessions and unused links end at once. What they did keeps their name. You can '
    + 'let them in again by a new link.',
  offNow: 'Shut out now',
  back: 'Back',
  you: 'you',
  invite: 'Invite somebody',
  inviteMeans: 'They get a link, which you hand over: Gatepass sends no mail. It is good for three '
    + 'days and one use; then they choose a password.',
  name: 'Name',
  nameHint: 'for example: Mia Berg',
  email: 'E-mail address',
  role: 'Role',
  inviteButton: 'Make the invitation',
  inviteEmpty: 'Give a name and an address.',
  linkTitle: (name: string) => `The link for ${name}`,
  linkMeans: 'It is shown this once and works once, until',
  copy: 'Copy the link',
  copied: 'Copied.',
  linkDone: 'I have it',
};
