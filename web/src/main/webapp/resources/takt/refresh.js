// Every 10 s: asks for the list anew and exchanges it if it has changed, so that a screen reader hears only of changes.
(() => {
  'use strict';
  const list = document.getElementById('list');
  let shown = content(list); // before the scripts of PrimeFaces have changed it

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
    const news = content(fresh);
    if (news === shown) {
      return;
    }
    shown = news;
    const focused = list.contains(document.activeElement) ? document.activeElement : null;
    const ticked = new Set([...list.querySelectorAll('input:checked')].map((box) => box.value));
    const open = new Set([...list.querySelectorAll('details[open]')].map((details) => details.textContent));
    fresh.querySelectorAll('script').forEach((script) => script.remove());
    list.replaceChildren(...fresh.childNodes);
    list.querySelectorAll('input[type=checkbox]').forEach((box) => { box.checked = ticked.has(box.value); });
    list.querySelectorAll('details').forEach((details) => { details.open = open.has(details.textContent); });
    [...list.querySelectorAll('a, button')].find((control) => focused && same(control, focused))?.focus();
  }

  // Without what differs between two answers that show the same: ids that Faces counts, scripts with their nonce.
  function content(element) {
    const copy = element.cloneNode(true);
    copy.querySelectorAll('script').forEach((script) => script.remove());
    copy.querySelectorAll('[id]').forEach((one) => one.removeAttribute('id'));
    return copy.innerHTML.trim();
  }

  function same(one, other) {
    return one.name === other.name && one.value === other.value && one.href === other.href;
  }

  document.querySelectorAll('input[data-ticks]').forEach((all) => all.addEventListener('change', () => {
    list.querySelectorAll(`input[name=${all.dataset.ticks}]`).forEach((box) => { box.checked = all.checked; });
  }));

  const quietly = () => refresh().catch(() => {}); // no connection: the next time may do better
  setInterval(quietly, 10000);
  document.addEventListener('visibilitychange', quietly);
})();
