/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples.report.html;

import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.List;

/**
 * The page: a template that is the same for all reports, with the spans as data in one place.
 *
 * <p>Its policy lets the browser load nothing, run the page's own script alone, and make no markup
 * of text.
 */
final class ReportPage {
  private static final String DATA = "{{data}}";

  /** The parts of the script; later ones use earlier ones. */
  static final List<String> SCRIPTS =
      List.of(
          "dom.js",
          "format.js",
          "model.js",
          "totals.js",
          "list.js",
          "json.js",
          "markdown.js",
          "messages.js",
          "waterfall.js",
          "facts.js",
          "details.js",
          "app.js");

  private static final String TEMPLATE = template();
  private static final int DATA_AT = TEMPLATE.indexOf(DATA);

  private ReportPage() {}

  /** Writes the page with these spans. */
  static void write(Writer out, NewestSpans spans, Instant now) throws IOException {
    out.append(TEMPLATE, 0, DATA_AT);
    ScriptSafeJson.write(
        out,
        json -> {
          json.writeStartObject();
          json.writeNumberField("written", now.toEpochMilli());
          json.writeNumberField("leftOut", spans.leftOut());
          json.writeArrayFieldStart("spans");
          for (String span : spans.kept()) {
            json.writeRawValue(span);
          }
          json.writeEndArray();
          json.writeEndObject();
        });
    out.append(TEMPLATE, DATA_AT + DATA.length(), TEMPLATE.length());
  }

  private static String template() {
    String style = PageResources.text("report.css");
    StringBuilder script = new StringBuilder("(() => {\n\"use strict\";\n");
    SCRIPTS.forEach(name -> script.append(PageResources.text(name)));
    script.append("})();\n");
    return PageResources.text("report.html")
        .replace("{{policy}}", policy(style, script.toString()))
        .replace("{{style}}", style)
        .replace("{{script}}", script);
  }

  private static String policy(String style, String script) {
    return "default-src 'none'; base-uri 'none'; form-action 'none'; style-src '"
        + PageResources.digest(style)
        + "'; script-src '"
        + PageResources.digest(script)
        + "'; require-trusted-types-for 'script'; trusted-types 'none'";
  }
}
