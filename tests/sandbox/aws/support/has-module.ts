/** Python that fails where a module is not installed; to import it whole would take most of a second. */
export const hasModule = (name: string): string =>
  `import importlib.util, sys; sys.exit(importlib.util.find_spec("${name}") is None)`;
