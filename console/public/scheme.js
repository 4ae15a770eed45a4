// Sets light or dark before the first paint, so that a dark room stays dark. It is a file of its
// own because the content security policy allows no script inside the page.
(() => {
  let kept = null;
  try {
    kept = localStorage.getItem('gatepass.scheme');
  } catch {
    // A browser that forbids storage follows the system.
    kept = null;
  }
  const isDark = kept === 'dark'
    || (kept !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', isDark ? 'dark' : 'light');
})();
