/** A number in a chart leads to the orders that it counts; in a mail or a PDF by a plain link. */
import type { ReactNode } from 'react';

/** The query of `/v1/orders` that lists what a number counts. */
export type ListQuery = Readonly<Record<string, string>>;

export type ListLinkProps = {
  readonly list: ListQuery;
  readonly className?: string;
  readonly children: ReactNode;
};

/** How links are drawn: charts know nothing of the page's own way of changing pages. */
export type ListLink = (props: ListLinkProps) => ReactNode;

export const addressOfList = (list: ListQuery): string =>
  `/orders?${new URLSearchParams(list).toString()}`;

export function PlainListLink({ list, className, children }: ListLinkProps) {
  return <a href={addressOfList(list)} className={className}>{children}</a>;
}
