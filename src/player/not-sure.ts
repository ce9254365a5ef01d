/** What answers a question for a reader who does not know: neither right nor wrong. No option has this key. */
export const NOT_SURE = 'not-sure';
