/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples.report.html;

import static io.github.bedrocktracing.examples.report.html.SampleSpan.chat;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A page of many spans, or of long ones, makes nodes for what is in sight. */
class ReportScaleIT extends ReportBrowserTest {
  private static final int MANY = 1_000;
  private static final int NODES_IN_SIGHT = 1_500;
  private static final String MODEL = SampleTraces.NOVA;
  private static final String ALL_NODES = "document.querySelectorAll('*').length";

  @Test
  void oneTraceOfThousandSpans_showsThoseInSight_andAllOnTheWay() {
    List<SpanData> spans = new ArrayList<>();
    spans.add(SampleSpan.span(1, 1, "root").from(0, MANY).build());
    for (int i = 2; i <= MANY; i++) {
      spans.add(said(chat(1, i, MODEL).below(1).from(i - 1, i), "span " + i));
    }
    load(spans);

    assertThat(page.textsOf("body > .figures .figure")).contains("Spans\n1,000");
    assertThat(nodes()).isLessThan(NODES_IN_SIGHT);
    assertThat(page.count("#waterfall .row")).isBetween(20, 120);

    page.eval("document.getElementById('waterfall').scrollTop = 1e9");
    page.settle();
    assertThat(page.eval("document.getElementById('waterfall-999') !== null").asBoolean()).isTrue();
    assertThat(nodes()).isLessThan(NODES_IN_SIGHT);

    page.click("#waterfall-999");
    assertThat(page.textsOf("#details .bubble.user .prose")).containsExactly("span 1000");

    page.eval("document.getElementById('waterfall').focus()");
    page.press("Home");
    assertThat(page.textsOf("#details .head h2")).containsExactly("root");
    assertThat(page.eval("document.getElementById('waterfall-0') !== null").asBoolean()).isTrue();
  }

  @Test
  void thousandTraces_areListedAsFarAsTheyAreInSight() {
    List<SpanData> spans = new ArrayList<>();
    for (int i = 1; i <= MANY; i++) {
      spans.add(said(chat(i, 1, MODEL).from(i * 10L, i * 10L + 5), "trace " + i));
    }
    load(spans);

    assertThat(page.textsOf("#trace-count")).containsExactly("1,000");
    assertThat(nodes()).isLessThan(NODES_IN_SIGHT);

    page.eval("document.getElementById('find').value = 'trace 77'");
    page.eval("document.getElementById('find').dispatchEvent(new Event('input'))");
    assertThat(page.textsOf("#trace-count")).containsExactly("11");
    assertThat(page.textsOf("#details .bubble.user .prose")).containsExactly("trace 779");
  }

  @Test
  void spansBeyondTheLimit_areSaidToBeLeftOut() {
    load(SampleTraces.all(), 20);

    assertThat(page.textsOf("#left-out"))
        .containsExactly("7 earlier spans were left out: the report keeps the newest.");
    assertThat(page.textsOf("body > .figures .figure")).contains("Spans\n20");

    load(SampleTraces.all());
    assertThat(page.count("#left-out[hidden]")).isOne();
  }

  @Test
  void chainOfThousandSpans_isNoTrouble() {
    List<SpanData> spans = new ArrayList<>();
    for (int i = 1; i <= MANY; i++) {
      SampleSpan span = SampleSpan.span(1, i, "level " + i).from(i, 2 * MANY - i);
      spans.add((i == 1 ? span : span.below(i - 1)).build());
    }
    load(spans);

    page.eval("document.getElementById('waterfall').focus()");
    page.press("End");
    assertThat(page.textsOf("#details .head h2")).containsExactly("level 1000");
    assertThat(page.eval("document.getElementById('waterfall-999').ariaLevel").asText())
        .isEqualTo("1000");
    assertThat(nodes()).isLessThan(NODES_IN_SIGHT);
  }

  @Test
  void circleAndStrangers_areShownEachOnce() {
    load(
        List.of(
            SampleSpan.span(1, 1, "one").below(2).build(),
            SampleSpan.span(1, 2, "two").below(1).build(),
            SampleSpan.span(1, 3, "itself").below(3).build(),
            SampleSpan.span(1, 4, "stranger").below(99).build(),
            SampleSpan.span(1, 5, "twin").below(4).build(),
            SampleSpan.span(1, 5, "twin").below(4).build()));

    assertThat(page.textsOf("#waterfall .row .text"))
        .containsExactlyInAnyOrder("one", "two", "itself", "stranger", "twin", "twin");
  }

  @Test
  void longConversation_showsItsEnd_andTheRestOnDemand() {
    StringBuilder messages = new StringBuilder("[");
    for (int i = 1; i <= MANY; i++) {
      messages.append(i == 1 ? "" : ",").append(message("turn " + i));
    }
    load(List.of(chat(1, 1, MODEL).with("gen_ai.input.messages", messages + "]").build()));

    List<String> shown = page.textsOf("#details .bubble .prose");
    assertThat(shown).hasSize(20).endsWith("turn 1000");
    assertThat(nodes()).isLessThan(NODES_IN_SIGHT);

    page.click("#details .chat > button");
    assertThat(page.textsOf("#details .bubble .prose")).hasSize(120).contains("turn 1", "turn 100");
    page.click("#details .some > button");
    assertThat(page.textsOf("#details .bubble .prose")).hasSize(220);
  }

  @Test
  void longTextAndJson_areClippedUntilTheyAreWanted() {
    String text = "word ".repeat(60_000);
    String json = "[" + "{\"key\":\"value\"},".repeat(20_000) + "1]";
    load(
        List.of(
            chat(1, 1, MODEL)
                .with("gen_ai.output.messages", "[" + message(text) + "]")
                .with("gen_ai.tool.call.result", json)
                .build()));

    assertThat(nodes()).isLessThan(15_000);
    assertThat(page.eval("document.querySelector('#details .bubble').textContent.length").asInt())
        .isLessThan(21_000);
    page.click("#details .bubble button");
    assertThat(page.eval("document.querySelector('#details .bubble').textContent.length").asInt())
        .isGreaterThan(299_000);
  }

  @Test
  void markdownMadeToBeSlow_isRead() {
    for (String hostile :
        List.of(
            "*a ".repeat(7_000),
            "[".repeat(20_000),
            "> ".repeat(10_000) + "deep",
            "`".repeat(20_000),
            "_**_".repeat(5_000),
            "- - ".repeat(5_000),
            "|-".repeat(9_000) + "\\n" + "|-".repeat(9_000),
            "- ".repeat(9_000) + "x",
            "#".repeat(19_000),
            " ".repeat(19_000) + "- x")) {
      load(List.of(said(chat(1, 1, MODEL), hostile)));
      assertThat(page.count("#details .bubble.user")).as(hostile.substring(0, 10)).isOne();
    }
  }

  private int nodes() {
    return page.eval(ALL_NODES).asInt();
  }

  private static SpanData said(SampleSpan span, String text) {
    return span.with("gen_ai.input.messages", "[" + message(text) + "]").build();
  }

  private static String message(String text) {
    return "{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"" + text + "\"}]}";
  }
}
