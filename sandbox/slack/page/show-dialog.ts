/**
 * Shows a dialog over everything, and takes it away when it closes. The focus goes back to where it was only then: a
 * field that gets it while the dialog still covers it would not take what is typed next.
 */
export function showDialog(dialog: HTMLDialogElement): void {
  const before = document.activeElement instanceof HTMLElement ? document.activeElement : undefined;
  before?.blur();
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (document.activeElement === document.body && before?.isConnected) before.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
}
