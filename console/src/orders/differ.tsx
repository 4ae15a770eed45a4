import { words } from '../words/words.ts';

/** The warehouse, ShipStation and the channel do not say the same of an order. */
export const Differ = () => (
  <span className="mark mark-differ">
    <span aria-hidden="true">≠</span> {words.orders.differ.yes}
  </span>
);
