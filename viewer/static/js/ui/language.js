// The reader's language: messages from the catalogue that the server's pages use too, numbers and dates.

/**
 * `messages` by their English text, those that depend on a number by plural category (CLDR); the other records give
 * labels by the codes of kinds and statuses.
 * @typedef {object} LanguageData
 * @property {string} lang
 * @property {Record<string, string | Record<string, string>>} messages
 * @property {Record<string, string>} kinds
 * @property {Record<string, string>} statuses
 * @property {Record<string, string>} signed
 * @property {Record<string, string>} ended
 */

/** @typedef {Record<string, string | number>} MessageValues */

export class Language {
  /** @param {LanguageData} data */
  constructor({ lang, messages, kinds, statuses, signed, ended }) {
    this.lang = lang;
    this.messages = messages;
    this.labels = { kinds, statuses, signed, ended };
    this.locale = lang === "en" ? "en-GB" : lang;
    this.t = this.t.bind(this);
    this.tn = this.tn.bind(this);
    /** @type {Intl.NumberFormat | null} */
    this._numberFormat = null;
    /** @type {Intl.PluralRules | null} */
    this._pluralRules = null;
  }

  /**
   * A message with its values put in.
   * @param {string} message
   * @param {MessageValues} [values]
   */
  t(message, values = {}) {
    const translated = this.messages[message];
    return fill(typeof translated === "string" ? translated : message, values);
  }

  /**
   * A message that depends on a number; `%(count)s` in it is that number.
   * @param {string} one
   * @param {string} many
   * @param {number} count
   */
  tn(one, many, count) {
    const forms = this.messages[one];
    const translated = typeof forms === "object" ? (forms[this._plural(count)] ?? forms.other) : undefined;
    return fill(translated ?? (count === 1 ? one : many), { count: this.number(count) });
  }

  /** @param {number} value */
  number(value) {
    this._numberFormat ??= new Intl.NumberFormat(this.locale);
    return this._numberFormat.format(value);
  }

  /** @param {string} code */
  kind(code) {
    return this.labels.kinds[code] ?? code;
  }

  /** @param {string} code */
  status(code) {
    return this.labels.statuses[code] ?? code;
  }

  /**
   * A status as it was in a year; today's where null.
   * @param {string} status
   * @param {number | null} year
   */
  statusThen(status, year) {
    return year === null ? status : this.t("%(status)s in %(year)s", { status, year });
  }

  /**
   * 1959-11-17, 1959-11 and 1959, each as precisely as it is known.
   * @param {string} text
   */
  date(text) {
    const [year, month, day] = text.split("-").map(Number);
    if (!year) {
      return text;
    }
    /** @type {Intl.DateTimeFormatOptions} */
    const parts = { year: "numeric", timeZone: "UTC" };
    if (month) {
      parts.month = "long";
    }
    if (day) {
      parts.day = "numeric";
    }
    return new Intl.DateTimeFormat(this.locale, parts).format(Date.UTC(year, (month || 1) - 1, day || 1));
  }

  // Made when they are first needed, so that they don't delay the lines on the map.
  /** @param {number} count */
  _plural(count) {
    this._pluralRules ??= new Intl.PluralRules(this.locale);
    return this._pluralRules.select(count);
  }
}

/**
 * @param {string} message
 * @param {MessageValues} values
 */
function fill(message, values) {
  return message.replace(/%\((\w+)\)s|%%/g, (found, name) => (name ? String(values[name] ?? found) : "%"));
}
