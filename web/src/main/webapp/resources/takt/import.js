// Shows the file that is chosen, so that what will be stored can be read, and mended, before.
(() => {
  'use strict';
  document.getElementById('file').addEventListener('change', async (event) => {
    const file = event.target.files[0];
    if (file) {
      document.getElementById('json').value = await file.text();
    }
  });
})();
