// Where the embedded browser has half of what pages look for, it is better not to have it. The navigation API came
// without intercept(), by which htmx 4 restores a page after Back; without the API it listens to popstate, which works.
if (window.navigation && !('intercept' in NavigateEvent.prototype))
  defineProperty(window, 'navigation', { value: undefined, configurable: true });
