/** An object of which every member is asked of the one that there is just then. */
export const standingFor = <Thing extends object>(current: () => Thing | null): Thing =>
  new Proxy({} as Thing, {
    get: (_, name) => {
      const thing = current();
      if (thing === null) throw new Error('it is opened before the first test, and not earlier');
      return Reflect.get(thing, name) as unknown;
    },
  });
