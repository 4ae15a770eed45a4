// Says so when the console cannot be opened: its script is gone from the server, as after an
// upgrade under an open page, or does not come. It is a file of its own because the content
// security policy allows no script inside the page, and plain, because nothing else may be there.
(() => {
  const patience = 20_000;

  const tell = (why) => {
    // The console takes the place of this when it has come, also after we spoke.
    const page = document.querySelector('[data-opening]');
    if (page === null || page.hasAttribute('data-told')) return;
    page.setAttribute('data-told', '');
    page.removeAttribute('aria-busy');
    page.setAttribute('role', 'alert');
    const means = document.createElement('p');
    means.textContent = why;
    const again = document.createElement('button');
    again.type = 'button';
    again.textContent = 'Load again';
    again.addEventListener('click', () => { location.reload(); });
    page.replaceChildren(means, again);
  };

  // What fails to load does not bubble, so it is caught on its way down.
  addEventListener('error', () => {
    tell('Gatepass could not be opened: a part of this page is not there any more, or did not '
      + 'come. Nothing is lost. If loading again does not help, tell whoever runs Gatepass.');
  }, true);
  setTimeout(() => {
    tell('Gatepass is slow to open. It may still come by itself; or load it again.');
  }, patience);
})();
