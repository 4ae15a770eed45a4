/** Their call -> which parcel it is about. The rest of it we know from the warehouse already. */
import { z } from 'zod';
import type { BenchAsk, BenchAskUnreadable } from '../../../contract/bench-face.ts';
import { storableText } from '../../../contract/their-words.ts';
import type { Words } from '../settings.ts';

/** They answer us at once when we answer them; what is on the way takes a moment. */
const secondsOnTheWay = 2;

const longestName = 200;

const own = (value: unknown, name: string): unknown =>
  (typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name) as unknown : undefined);

/** What stands at a place, as text; null where no name stands there. */
const textAt = (body: unknown, place: string): string | null => {
  const found = place.split('.').reduce(own, body);
  if (typeof found === 'number' && Number.isSafeInteger(found)) return String(found);
  const text = typeof found === 'string' ? storableText(found) : '';
  return text === '' ? null : text;
};

const named = (
  template: string,
  body: unknown,
): { readonly name: string } | { readonly missing: string } => {
  const missing: string[] = [];
  const name = template.replaceAll(/\{([^}]*)\}/g, (_, place: string) => {
    const text = textAt(body, place);
    if (text === null) missing.push(place);
    return text ?? '';
  });
  return missing[0] === undefined ? { name } : { missing: missing[0] };
};

export const readAsk = (words: Words, body: unknown): BenchAsk | BenchAskUnreadable => {
  const consignment = named(words.consignment, body);
  const parcel = named(words.parcel, body);
  const missing = 'missing' in consignment ? consignment.missing
    : 'missing' in parcel ? parcel.missing : null;
  if (missing !== null || !('name' in consignment) || !('name' in parcel)) {
    return {
      is: 'unreadable',
      sentence: `No label was bought: the call does not say ${missing ?? 'what it is about'}.`,
    };
  }
  if (Math.max(consignment.name.length, parcel.name.length) > longestName) {
    return {
      is: 'unreadable',
      sentence: 'No label was bought: a name in the call is longer than 200 characters.',
    };
  }
  return {
    is: 'ask', consignment: consignment.name, parcel: parcel.name, contents: contentsOf(body),
    waitSeconds: words.timeoutSeconds - secondsOnTheWay, body,
  };
};

const unit = z.object({
  itemType: z.object({ itemCode: z.string().transform(storableText) }),
  quantity: z.int().nonnegative(),
});
const itemsShape = z.array(unit.extend({ components: z.array(unit).nullish() })).min(1);

/**
 * A bundle is one article to some and its components to others, so that both readings count.
 * Whether a component's quantity is for one bundle or for all of them was not seen.
 */
const contentsOf = (body: unknown): BenchAsk['contents'] => {
  const items = itemsShape.safeParse(own(own(body, 'despatchPackage'), 'items')).data;
  if (items === undefined) return [];
  const whole = items.map(({ itemType, quantity }) => ({ sku: itemType.itemCode, quantity }));
  const apart = (perBundle: boolean) => items.flatMap((item) => {
    const components = item.components ?? [];
    return components.length === 0
      ? [{ sku: item.itemType.itemCode, quantity: item.quantity }]
      : components.map(({ itemType, quantity }) => ({
          sku: itemType.itemCode, quantity: perBundle ? quantity * item.quantity : quantity,
        }));
  });
  const hasBundles = items.some((item) => (item.components ?? []).length > 0);
  return (hasBundles ? [whole, apart(true), apart(false)] : [whole]).map((all) => {
    const units = new Map<string, number>();
    for (const { sku, quantity } of all) units.set(sku, (units.get(sku) ?? 0) + quantity);
    return units;
  });
};
