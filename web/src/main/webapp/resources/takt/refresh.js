// Every 10 s: asks for the list anew and exchanges it if it has changed, so that a screen reader hears only of changes.
(() => {
  'use strict';
  const list = document.getElementById('list');

  async function refresh() {
    if (document.hidden) {
      return;
    }
    const address = new URL(location.href);
    address.searchParams.set('part', 'list');
    const answer = await fetch(address, {cache: 'no-store'});
    if (answer.redirected) { // to the login page: the session has ended
      location.reload();
    } else if (answer.ok) {
      show(await answer.text());
    }
  }

  function show(html) {
    const fresh = new DOMParser().parseFromString(html, 'text/html').body;
    if (fresh.innerHTML.trim() === list.innerHTML.trim()) {
      return;
    }
    const focused = list.contains(document.activeElement) ? document.activeElement.id : '';
    list.replaceChildren(...fresh.childNodes);
    document.getElementById(focused)?.focus();
  }

  const quietly = () => refresh().catch(() => {}); // no connection: the next time may do better
  setInterval(quietly, 10000);
  document.addEventListener('visibilitychange', quietly);
})();
