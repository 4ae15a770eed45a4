/** Setting up the company's own sign-in. */
export const providerWords = {
  title: 'Your company’s own sign-in',
  means: 'By OpenID Connect: Entra, Okta, Keycloak, Google Workspace or another. Only people who '
    + 'were invited here get in by it, matched by their e-mail address. Passwords go on working.',
  none: 'None is set up. People sign in by a password or a link.',
  name: 'Name on the button',
  nameHint: 'as people know it, for example Entra',
  issuer: 'Issuer',
  issuerHint: 'its address, for example https://login.shop.example/realms/shop',
  clientId: 'Client ID',
  clientSecret: 'Client secret',
  secretHint: 'It is stored encrypted and never shown again: type it anew for each change.',
  showSecret: 'Show the secret',
  unverified: 'Addresses that it has not checked',
  unverifiedYes: 'count',
  unverifiedNo: 'do not count',
  trust: 'An address counts even where it does not say that it has checked it',
  trustHint: 'Some never say so (Entra). Only where nobody there can write an address of their own '
    + 'choice.',
  changed: 'Set up',
  setUp: 'Set it up …',
  change: 'Change it …',
  first: 'First, at the provider: make an application (confidential, authorization code) with this '
    + 'redirect address.',
  returnsTo: 'Redirect address',
  copy: 'Copy the address',
  copied: 'Copied.',
  then: 'Then tell Gatepass. It asks the provider who it is before it stores anything.',
  needed: 'This is needed.',
  save: 'Ask it, and set it up',
  back: 'Back',
  isSet: (name: string) => `${name} answered and is set up. The sign-in page has its button now.`,
  away: (name: string) => `Take ${name} away …`,
  awayMeans: 'Whoever came in only by it needs a link or a password from then on. Sessions that '
    + 'have begun go on.',
  awayNow: 'Take it away now',
  isAway: 'It is taken away. People sign in by a password or a link.',
};
