// The first page goes on to the reader's language: chosen before, else the browser's, else English.
(function () {
  var language = null;
  try {
    language = localStorage.getItem('hop-by-hop.language');
  } catch (_) {
    // Storage is switched off: the browser's languages decide.
  }
  var wanted = [language].concat(navigator.languages || [navigator.language]);
  for (var i = 0; i < wanted.length; i += 1) {
    var match = /^(ko|en)\b/i.exec(wanted[i] || '');
    if (match) {
      language = match[1].toLowerCase();
      break;
    }
  }
  if (language !== 'ko' && language !== 'en') language = 'en';
  location.replace(language + '/' + location.search + location.hash);
})();
