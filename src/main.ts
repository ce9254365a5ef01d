/** The entry of the site. */
export {};
