// The reader's language: messages from the catalogue that the server's pages use too, numbers and dates.

export class Words {
  constructor({ lang, messages, kinds, statuses, signed, ended }) {
    this.lang = lang;
    this.messages = messages;
    this.labels = { kinds, statuses, signed, ended };
    this.locale = lang === "en" ? "en-GB" : lang;
    this.t = this.t.bind(this);
    this.tn = this.tn.bind(this);
  }

  /** A message with its values put in. */
  t(message, values = {}) {
    return fill(this.messages[message] ?? message, values);
  }

  /** A message that depends on a number; `%(count)s` in it is that number. */
  tn(one, many, count) {
    const forms = this.messages[one];
    const form = forms?.[this._plurals().select(count)] ?? forms?.other ?? (count === 1 ? one : many);
    return fill(form, { count: this.number(count) });
  }

  number(value) {
    this.numbers ??= new Intl.NumberFormat(this.locale);
    return this.numbers.format(value);
  }

  // Made when they are first needed: the lines on the map don't wait for them.
  _plurals() {
    this.plurals ??= new Intl.PluralRules(this.locale);
    return this.plurals;
  }

  kind(code) {
    return this.labels.kinds[code] ?? code;
  }

  status(code) {
    return this.labels.statuses[code] ?? code;
  }

  /** 1959-11-17, 1959-11 and 1959, each as precisely as it is known. */
  date(text) {
    const [year, month, day] = text.split("-").map(Number);
    if (!year) {
      return text;
    }
    const parts = { year: "numeric", timeZone: "UTC" };
    if (month) {
      parts.month = "long";
    }
    if (day) {
      parts.day = "numeric";
    }
    return new Intl.DateTimeFormat(this.locale, parts).format(Date.UTC(year, (month || 1) - 1, day || 1));
  }
}

function fill(message, values) {
  return message.replace(/%\((\w+)\)s|%%/g, (found, name) => (name ? (values[name] ?? found) : "%"));
}
