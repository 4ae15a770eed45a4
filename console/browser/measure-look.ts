/**
 * What accessibility scanners do not see, measured inside the page: contrast of placeholders and
 * borders, size of targets, things that overlap, sideways scrolling, words in capitals. The whole
 * function is carried into the page, so everything it needs is inside.
 */
export function measureLook(): string[] {
  const found: string[] = [];
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  if (canvas === null) throw new Error('no canvas to measure colours with');

  const colours = new Map<string, readonly number[]>();
  const colourOf = (css: string): readonly number[] => {
    const known = colours.get(css);
    if (known !== undefined) return known;
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = css;
    canvas.fillRect(0, 0, 1, 1);
    const colour = [...canvas.getImageData(0, 0, 1, 1).data];
    colours.set(css, colour);
    return colour;
  };
  const luminance = (colour: readonly number[]): number => {
    const [red = 0, green = 0, blue = 0] = colour.slice(0, 3).map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one: readonly number[], other: readonly number[]): number => {
    const [light = 0, dark = 0] =
      [luminance(one), luminance(other)].toSorted((first, second) => second - first);
    return (light + 0.05) / (dark + 0.05);
  };
  const groundOf = (element: Element | null): readonly number[] => {
    for (let at = element; at !== null; at = at.parentElement) {
      const colour = colourOf(getComputedStyle(at).backgroundColor);
      if ((colour[3] ?? 0) > 250) return colour;
    }
    return [255, 255, 255, 255];
  };
  const nameOf = (element: Element): string =>
    `${element.tagName.toLowerCase()} "${(element.textContent || element.id).slice(0, 30)}"`;

  const dialog = document.querySelector('[role="dialog"]');
  const controls = [...(dialog ?? document).querySelectorAll<HTMLElement>(
    'a[href], button, input, select, summary',
  )].filter((control) => control.checkVisibility({ opacityProperty: true }) && isShown(control));

  function isShown(control: HTMLElement): boolean {
    const box = control.getBoundingClientRect();
    // The skip link waits above the page until it has the focus.
    return box.width > 1 && box.bottom > 0;
  }

  for (const control of controls) {
    const style = getComputedStyle(control);
    if (control instanceof HTMLInputElement && control.placeholder !== '') {
      const ratio = contrast(
        colourOf(getComputedStyle(control, '::placeholder').color), groundOf(control),
      );
      if (ratio < 4.5) found.push(`placeholder ${ratio.toFixed(2)}: ${nameOf(control)}`);
    }
    if (control.matches('input, select, button') && Number.parseFloat(style.borderTopWidth) > 0) {
      const border = colourOf(style.borderTopColor);
      const around = groundOf(control.parentElement);
      const ratio = Math.max(contrast(border, around), contrast(groundOf(control), around));
      if ((border[3] ?? 0) > 250 && ratio < 3) {
        found.push(`border ${ratio.toFixed(2)}: ${nameOf(control)}`);
      }
    }
    // Links inside a sentence are as high as their line; everything else is a target to hit.
    const isInSentence = style.display === 'inline' && control.closest('p, li, td, th') !== null;
    const target = control.closest('label') ?? control;
    const box = target.getBoundingClientRect();
    if (!isInSentence && (box.width < 23.5 || box.height < 23.5)) {
      found.push(`target ${box.width.toFixed(0)} x ${box.height.toFixed(0)}: ${nameOf(control)}`);
    }
  }

  /** What of it can be seen: a box that scrolls cuts off what stands outside of it. */
  const seenOf = (element: Element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const seen = { left, right, top, bottom };
    for (let at = element.parentElement; at !== null; at = at.parentElement) {
      if (!/auto|scroll|hidden/.test(getComputedStyle(at).overflowY)) continue;
      const around = at.getBoundingClientRect();
      seen.left = Math.max(seen.left, around.left);
      seen.right = Math.min(seen.right, around.right);
      seen.top = Math.max(seen.top, around.top);
      seen.bottom = Math.min(seen.bottom, around.bottom);
    }
    return seen;
  };
  const seen = controls.map((control) => ({ control, box: seenOf(control) }));
  seen.forEach(({ control: one, box }, index) => {
    for (const { control: other, box: next } of seen.slice(index + 1)) {
      const across = Math.min(box.right, next.right) - Math.max(box.left, next.left);
      const down = Math.min(box.bottom, next.bottom) - Math.max(box.top, next.top);
      if (across <= 1 || down <= 1) continue;
      const isNested = one.contains(other) || other.contains(one)
        // The eye that shows a key sits in its field on purpose, beside the text.
        || (one instanceof HTMLInputElement
          && one.closest('.mantine-Input-wrapper')?.contains(other) === true)
        // What is told for a while floats above the page, which moves under it.
        || one.closest('.changed') !== other.closest('.changed');
      if (!isNested) found.push(`${nameOf(one)} overlaps ${nameOf(other)}`);
    }
  });

  if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
    for (const { effect } of document.getAnimations()) {
      const moved = effect instanceof KeyframeEffect ? effect.target : null;
      found.push(`moves: ${moved === null ? 'something' : nameOf(moved)}`);
    }
  }
  for (const tag of document.querySelectorAll('.tag, .mark, button')) {
    if (getComputedStyle(tag).textTransform === 'uppercase') {
      found.push(`capitals: ${nameOf(tag)}`);
    }
  }
  const wide = document.documentElement.scrollWidth;
  if (wide > window.innerWidth) found.push(`sideways: ${wide} px in ${window.innerWidth}`);
  return found;
}

/** Text that its own box cuts off or that does not fit its row; pages pushed sideways. */
export function measureCut(): string[] {
  const found: string[] = [];
  for (const at of document.body.querySelectorAll<HTMLElement>('*')) {
    const { overflowX, position } = getComputedStyle(at);
    const hasText = [...at.childNodes].some((node) =>
      node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() !== '');
    // Rows of the long list are of one height: long data shows its beginning, the order has it all.
    if (at.matches('.orders-body .orders-row') && at.scrollHeight > at.clientHeight + 1) {
      found.push(`too high for its row: ${at.textContent ?? ''}`);
    }
    const isOurs = at.matches('.orders-body :is([data-column="waiting"], [data-column="owner"])');
    if (isOurs && at.scrollWidth > at.clientWidth + 1) found.push(`cut: ${at.textContent ?? ''}`);
    if (at.closest('.orders-body') !== null) continue;
    if (!hasText || !at.checkVisibility() || at.matches('.hidden, .skip, option, select')) continue;
    const isCut = overflowX !== 'visible' && overflowX !== 'auto' && overflowX !== 'scroll'
      && at.scrollWidth > at.clientWidth + 1 && position !== 'absolute';
    if (isCut) found.push(`cut: ${at.tagName} ${at.className} ${at.textContent ?? ''}`);
  }
  if (document.documentElement.scrollWidth > innerWidth) found.push('the page goes sideways');
  return found;
}
