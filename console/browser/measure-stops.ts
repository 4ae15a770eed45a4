/**
 * Where the Tab key stops, and whether somebody who looks can see it: each stop is measured in the
 * page once its key is let go, when the browser has scrolled. It is carried into the page whole.
 */
export type Stop = {
  readonly name: string;
  /** The first stop of the page. */
  readonly isStart: boolean;
  readonly wrong: readonly string[];
};

/** The stops from now on; the list grows as the key is pressed. */
export function watchStops(): Stop[] {
  const stops: Stop[] = [];

  /** Some fields are drawn by what stands beside them. */
  const drawnBy = (element: HTMLElement): readonly HTMLElement[] => [
    element, ...(!(element instanceof HTMLInputElement) ? [] : [
      element.nextElementSibling, element.closest('label'),
      element.parentElement?.querySelector('label'),
    ].filter((one) => one instanceof HTMLElement)),
  ];

  const hasMark = (element: HTMLElement): boolean => drawnBy(element).some((one) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(one);
    return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
  });

  /** Not a corner of it is in sight. */
  const isHidden = (element: HTMLElement): boolean => {
    const own = drawnBy(element);
    const places = [[0.5, 0.5], [0.1, 0.2], [0.9, 0.2], [0.1, 0.8], [0.9, 0.8]] as const;
    return [...element.getClientRects()].every((box) => places.every(([across, down]) => {
      const hit = document.elementFromPoint(
        box.left + box.width * across, box.top + box.height * down);
      return hit === null || !own.some((one) => one.contains(hit));
    }));
  };

  document.addEventListener('keyup', ({ key }) => {
    const element = document.activeElement;
    if (key !== 'Tab' || !(element instanceof HTMLElement) || element === document.body) return;
    const name = (element.getAttribute('aria-label') ?? (element.textContent || element.tagName))
      .trim().slice(0, 40);
    stops.push({
      name, isStart: name === 'Skip to content',
      wrong: [
        ...(hasMark(element) ? [] : [`no mark of the focus at "${name}"`]),
        ...(isHidden(element) ? [`the focus is hidden at "${name}"`] : []),
      ],
    });
  });
  return stops;
}
