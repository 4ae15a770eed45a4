/** A control that may not be used is shown, off, with the reason and who may. */
import { Button, type ButtonProps } from '@mantine/core';
import { useId, type ComponentPropsWithoutRef, type MouseEvent } from 'react';
import { useMay, type RightName } from './use-may.ts';
import './may.css';

type MayButtonProps = ButtonProps & Omit<ComponentPropsWithoutRef<'button'>, keyof ButtonProps> & {
  readonly right: RightName;
  /** The id of a `WhyNot` that stands near; without it the reason stands under the button. */
  readonly reason?: string;
};

/**
 * A button for what takes a right:
 *
 *     <MayButton right="rule" onClick={hold}>Hold</MayButton>
 *
 * Whoever may not sees it off, and under it "Deciding about an order needs the role …". It can
 * still be reached by keyboard, so that the reason is heard too. Where several controls share a
 * reason, say it once:
 *
 *     <WhyNot right="rule" id="why-not-rule" />
 *     <MayButton right="rule" reason="why-not-rule" …>Hold</MayButton>
 */
export function MayButton({ right, reason, onClick, ...button }: MayButtonProps) {
  const may = useMay(right);
  const own = useId();
  if (may.is === 'yes') return <Button {...button} onClick={onClick} />;
  const off = (
    <Button
      {...button} {...offProps(reason ?? own)}
      onClick={(event: MouseEvent) => event.preventDefault()}
    />
  );
  if (reason !== undefined || may.is === 'unknown') return off;
  return <span className="may">{off}<span id={own} className="why-not">{may.why}</span></span>;
}

/** For a control that is no button: spread over it, it is off and names its reason. */
export const offProps = (reason: string) => ({
  'aria-disabled': true, 'data-disabled': true, 'aria-describedby': reason,
} as const);

/** Why controls of this right are off, said once for all of them; nothing for whoever may. */
export function WhyNot({ right, id }: { readonly right: RightName; readonly id: string }) {
  const may = useMay(right);
  return may.is === 'no' ? <p id={id} className="panel why-not">{may.why}</p> : null;
}
