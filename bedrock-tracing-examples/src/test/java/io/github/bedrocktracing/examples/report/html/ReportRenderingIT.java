/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a reader sees of traces, in a browser. */
class ReportRenderingIT extends ReportBrowserTest {
  private static final Offset<Double> A_PIXEL = within(1.0);

  @BeforeEach
  void load() {
    load(SampleTraces.all());
  }

  @Test
  void traces_areListedNewestFirst_withTheirSums() {
    List<String> rows = page.textsOf("#trace-list .row");

    assertThat(page.textsOf("#trace-count")).containsExactly("22");
    assertThat(rows.get(0)).contains("invoke_agent trip-planner", "4.00 s", "6 spans", "$0.00959");
    assertThat(rows.get(1)).contains("chat nova-lite", "120 ms", "1 error");
    assertThat(rows.get(2)).contains("chat nova-lite", "10 ms", "1 span · 110 tokens");
    assertThat(page.textsOf("body > .figures .figure"))
        .contains("Traces\n22", "Spans\n27", "Errors\n1", "Tokens in\n6,808", "Cost\n≥ $0.00959");
  }

  @Test
  void waterfall_showsTheTree_withBarsInProportionToTimes() {
    assertThat(page.textsOf("#waterfall .row .text"))
        .containsExactly(
            "invoke_agent trip-planner",
            "apply_guardrail gr-trips",
            "chat claude-sonnet-4-5",
            "execute_tool get_forecast",
            "retrieval KBTRIPS001",
            "chat claude-sonnet-4-5");
    assertThat(
            page.texts("[...document.querySelectorAll('#waterfall .row')].map(r => r.ariaLevel)"))
        .containsExactly("1", "2", "2", "2", "3", "2");

    JsonNode bars =
        page.eval(
            "[...document.querySelectorAll('#waterfall .row')].map(row => {"
                + "const lane = row.querySelector('.lane').getBoundingClientRect();"
                + "const bar = row.querySelector('.bar').getBoundingClientRect();"
                + "return [bar.left - lane.left, bar.width, lane.width]; })");
    long[][] times = {{0, 4000}, {40, 240}, {280, 1480}, {1520, 2000}, {1600, 1920}, {2040, 3960}};
    for (int i = 0; i < times.length; i++) {
      double perMilli = bars.at("/" + i + "/2").asDouble() / 4000;
      assertThat(perMilli).isGreaterThan(0.03);
      assertThat(bars.at("/" + i + "/0").asDouble()).isCloseTo(times[i][0] * perMilli, A_PIXEL);
      assertThat(bars.at("/" + i + "/1").asDouble())
          .isCloseTo((times[i][1] - times[i][0]) * perMilli, A_PIXEL);
    }
  }

  @Test
  void waterfall_marksTheTimeBeforeTheFirstChunk() {
    JsonNode widths =
        page.eval(
            "[...document.querySelectorAll('#waterfall .bar')].filter(b => b.firstChild).map(b =>"
                + " [b.firstChild.getBoundingClientRect().width, b.getBoundingClientRect().width])");

    assertThat(widths).hasSize(2);
    assertThat(widths.at("/0/0").asDouble()).isCloseTo(widths.at("/0/1").asDouble() / 2, A_PIXEL);
  }

  @Test
  void axis_hasTicksWhereTheirTimesAre() {
    assertThat(page.textsOf("#axis .tick")).containsExactly("0", "1 s", "2 s", "3 s");
    double shift =
        page.eval(
                "document.querySelectorAll('#axis .tick')[2].getBoundingClientRect().left -"
                    + " document.querySelectorAll('#waterfall .lane')[0].getBoundingClientRect().left")
            .asDouble();
    double lane =
        page.eval("document.querySelector('#waterfall .lane').getBoundingClientRect().width")
            .asDouble();
    assertThat(shift).isCloseTo(lane / 2, A_PIXEL);
  }

  @Test
  void conversation_isShownAsBubbles() {
    page.click("#waterfall .row:nth-child(6)");

    assertThat(page.textsOf("#details .bubble > header .role"))
        .containsExactly("system", "user", "assistant", "tool", "assistant");
    assertThat(page.textsOf("#details .bubble.user .media"))
        .singleElement()
        .asString()
        .contains("image", "image/png", "48.2 kB", "9f2c1d84be0a");
    assertThat(page.count("#details .bubble.assistant details.reasoning:not([open])")).isOne();
    assertThat(page.textsOf("#details .card > header"))
        .satisfiesExactly(
            call -> assertThat(call).contains("Tool call", "get_forecast", "tooluse_1"),
            result -> assertThat(result).contains("Tool result", "get_forecast", "tooluse_1"));
    assertThat(page.textsOf("#details .bubble.tool pre.json").get(0))
        .contains("  \"city\": \"Lisbon\",\n");
    assertThat(page.textsOf("#details .head .chip")).contains("chat", "end_turn");
  }

  @Test
  void reasoning_isReadWhenItIsOpened() {
    page.click("#waterfall .row:nth-child(3)");
    assertThat(page.count("#details .reasoning .prose")).isZero();

    page.click("#details .reasoning summary");

    assertThat(page.textsOf("#details .reasoning .prose"))
        .containsExactly("The forecast first, then places near the hotel.");
  }

  @Test
  void answer_isShownWithItsMarkdown_orAsTheTextThatItIs() {
    String answer = "#details .bubble.assistant ";
    assertThat(page.textsOf(answer + ".heading")).containsExactly("A good choice");
    assertThat(page.textsOf(answer + "strong")).contains("warm and mostly dry");
    assertThat(page.textsOf(answer + "ol > li")).hasSize(2);
    assertThat(page.textsOf(answer + "ol > li > ul > li .link"))
        .containsExactly("Miradourohttps://example.com/view");
    assertThat(page.textsOf(answer + "pre.code")).containsExactly("{\"book\": true}");
    assertThat(page.textsOf(answer + "table td")).contains("sunny", "24 °C");
    assertThat(page.count("a, img")).isZero();

    page.click("#details .raw");

    assertThat(page.textsOf(answer + "pre.plain").get(0))
        .startsWith("## A good choice\n\nThe weekend will be **warm");
  }

  @Test
  void tokensAndCost_areSplit() {
    page.click("#waterfall .row:nth-child(6)");

    assertThat(page.textsOf("#details .figure"))
        .containsExactly(
            "Time\n1.92 s",
            "First chunk\nafter 480 ms",
            "Tokens in\n2,498",
            "Tokens out\n213",
            "Cost\n$0.00624");
    assertThat(page.textsOf("#details .split li"))
        .containsExactly(
            "1,792 read from cache", "512 written to cache", "194 uncached input", "213 output");
    assertThat(page.textsOf("#details .pairs tr"))
        .anySatisfy(row -> assertThat(row).contains("gen_ai.request.temperature", "0.2"));
  }

  @Test
  void agent_tellsWhatItsModelCallsTookTogether() {
    assertThat(page.textsOf("#details .figure"))
        .contains("Tokens in, below\n4,808", "Tokens out, below\n297", "Cost, below\n$0.00959");
  }

  @Test
  void toolAndRetrieval_areShownWithWhatTheyTookAndGave() {
    page.click("#waterfall .row:nth-child(4)");
    assertThat(page.textsOf("#details .part > h3")).contains("Arguments", "Result");
    assertThat(page.textsOf("#details pre.json").get(0))
        .isEqualTo("{\n  \"city\": \"Lisbon\",\n  \"days\": 3\n}");

    page.click("#waterfall .row:nth-child(5)");
    assertThat(page.textsOf("#details .card").get(0))
        .contains("score 0.873", "doc-1", "Sunny until Sunday.");
  }

  @Test
  void failures_areFound_andTellTypeStatusAndStack() {
    page.click("#errors-only");

    assertThat(page.count("#trace-list .row")).isOne();
    assertThat(page.textsOf("#details .failure").get(0))
        .contains("ThrottlingException", "status 429", "model.ThrottlingException");
    page.click("#details .failure summary");
    assertThat(page.textsOf("#details .failure pre").get(0)).contains("at example.Trip.plan");
  }

  @Test
  void search_findsWhatWasSaid() {
    page.eval("document.getElementById('find').focus()");
    page.press("a", "l", "f", "a", "m", "a");

    assertThat(page.textsOf("#trace-list .row .text")).containsExactly("invoke_agent trip-planner");
  }

  @Test
  void totals_areThoseOfEachModel() {
    page.click("#show-models");

    assertThat(page.textsOf("#totals thead th"))
        .containsExactly(
            "Model",
            "Operation",
            "Calls",
            "Errors",
            "Tokens in",
            "Cache read",
            "Cache write",
            "Tokens out",
            "Cost",
            "p50",
            "p95");
    assertThat(
            page.texts(
                "[...document.querySelectorAll('#totals tbody tr')].map(r => [...r.children].map(c => c.innerText).join('|'))"))
        .containsExactly(
            SampleTraces.SONNET + "|chat|2|0|4,808|3,584|512|297|$0.00959|1.20 s|1.92 s",
            SampleTraces.NOVA + "|chat|21|1|2,000|0|0|200|–|100 ms|190 ms");
  }

  @Test
  void keys_leadThroughTheTree() {
    page.eval("document.getElementById('waterfall').focus()");
    page.press("ArrowDown", "ArrowDown", "ArrowDown");

    assertThat(page.textsOf("#details .head h2")).containsExactly("execute_tool get_forecast");
    assertThat(
            page.eval("document.getElementById('waterfall').getAttribute('aria-activedescendant')")
                .asText())
        .isEqualTo("waterfall-3");

    page.press("ArrowLeft");
    assertThat(page.count("#waterfall .row")).isEqualTo(5);
    assertThat(page.count("#waterfall .row[aria-expanded=false]")).isOne();

    page.press("ArrowRight", "ArrowRight");
    assertThat(page.textsOf("#details .head h2")).containsExactly("retrieval KBTRIPS001");

    page.press("ArrowLeft", "ArrowLeft", "ArrowLeft");
    page.press("/");
    assertThat(page.eval("document.activeElement.id").asText()).isEqualTo("find");
    assertThat(page.eval("document.activeElement.value").asText()).isEmpty();
  }

  @Test
  void keys_leadThroughTheListOfTraces() {
    page.eval("document.getElementById('trace-list').focus()");
    page.press("End");

    assertThat(page.textsOf("#trace-list .row[aria-selected=true]").get(0)).contains("200 ms");
    assertThat(page.textsOf("#details .head h2")).containsExactly("chat " + SampleTraces.NOVA);
  }

  @Test
  void theme_followsTheReader_andTheButton() {
    page.prefer("dark");
    assertThat(luminance()).isLessThan(60);

    page.click("#theme");
    assertThat(page.textsOf("#theme")).containsExactly("Theme: light");
    assertThat(luminance()).isGreaterThan(230);

    page.prefer("light");
    page.click("#theme");
    assertThat(luminance()).isLessThan(60);
    page.click("#theme");
  }

  @Test
  void print_hasAllRows_andIsDrawn() {
    page.eval("window.dispatchEvent(new Event('beforeprint'))");
    assertThat(page.count("#trace-list .row")).isEqualTo(22);
    page.eval("window.dispatchEvent(new Event('afterprint'))");

    assertThat(page.pdf()).hasSizeGreaterThan(10_000);
  }

  @Test
  void noSpans_areSaidToBeNone() {
    load(List.of());

    assertThat(page.textsOf("#trace-head")).containsExactly("No spans were recorded.");
  }

  private int luminance() {
    return page.eval("Number(/\\d+/.exec(getComputedStyle(document.body).backgroundColor)[0])")
        .asInt();
  }
}
