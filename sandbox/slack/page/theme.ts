/** Light or dark; `system` follows the machine. */
export type Theme = "system" | "light" | "dark";
