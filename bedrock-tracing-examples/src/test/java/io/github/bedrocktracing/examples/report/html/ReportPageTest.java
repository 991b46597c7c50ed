/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page is whole, and has a policy that fits it. */
class ReportPageTest {
  private static final Pattern MARKUP_OF_TEXT =
      Pattern.compile(
          "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|DOMParser|createContextualFragment"
              + "|\\beval\\b|new Function|setTimeout\\(\\s*[\"'`]|javascript:");

  private final String page = page();

  @Test
  void policy_namesTheStyleAndTheScriptThatAreThere() {
    assertThat(page)
        .contains("default-src 'none';")
        .contains("style-src '" + PageResources.digest(between("<style>", "</style>")) + "'")
        .contains("script-src '" + PageResources.digest(between("<script>", "</script>")) + "'")
        .contains("require-trusted-types-for 'script'; trusted-types 'none'")
        .doesNotContain("unsafe-inline", "unsafe-eval");
  }

  @Test
  void page_namesNothingToLoad_andHasNoPlaceLeftOpen() {
    assertThat(page).doesNotContain("{{", "http:", "https:", "//cdn", "@import", "url(", " src=");
    assertThat(page.split("<script", -1)).hasSize(3);
    assertThat(page.split("</script", -1)).hasSize(3);
    assertThat(page.split("</style", -1)).hasSize(2);
  }

  @Test
  void scripts_areAllOnThePage_andMakeNoMarkupOfTexts() throws IOException, URISyntaxException {
    Path scripts = Path.of(ReportPage.class.getResource("report.html").toURI()).resolveSibling(".");
    try (Stream<Path> files = Files.list(scripts)) {
      List<String> names =
          files.map(f -> f.getFileName().toString()).filter(f -> f.endsWith(".js")).toList();
      assertThat(ReportPage.SCRIPTS).containsExactlyInAnyOrderElementsOf(names);
    }
    for (String script : ReportPage.SCRIPTS) {
      Matcher markup = MARKUP_OF_TEXT.matcher(PageResources.text(script));
      assertThat(markup.results().map(found -> found.group())).as(script).isEmpty();
    }
  }

  private String between(String start, String end) {
    int from = page.indexOf(start) + start.length();
    return page.substring(from, page.indexOf(end, from));
  }

  private static String page() {
    StringWriter out = new StringWriter();
    try {
      ReportPage.write(out, new NewestSpans(1, 1), Instant.EPOCH);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toString();
  }
}
