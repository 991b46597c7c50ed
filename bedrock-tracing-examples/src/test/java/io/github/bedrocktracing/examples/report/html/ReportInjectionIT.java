/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a model, a user or a tool has said is text on the page, and nothing else. */
class ReportInjectionIT extends ReportBrowserTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Each of these would set {@code window.pwned} if anything read it as more than a text. */
  private static final List<String> ATTACKS =
      List.of(
          "<script>window.pwned=1</script>",
          "</script><script>window.pwned=1</script>",
          "</SCRIPT\n><img src=x onerror=window.pwned=1>",
          "<!--<script>window.pwned=1//-->",
          "</script onload=window.pwned=1 ",
          "<!-- <script onload=window.pwned=1 ",
          "]]><svg onload=window.pwned=1>",
          "<img src=\"http://127.0.0.1:9/leak.png\" onerror=\"window.pwned=1;alert(1)\">",
          "<iframe srcdoc=\"<script>parent.pwned=1</script>\"></iframe>",
          "<a href=\"javascript:window.pwned=1\" id=figures>x</a>",
          "[click](javascript:window.pwned=1)",
          "![pixel](http://127.0.0.1:9/leak.png?q=secret)",
          "<http://127.0.0.1:9/leak>",
          "[x](https://a.example/\"onmouseover=\"window.pwned=1)",
          "\" onmouseover=window.pwned=1 x=\"",
          "' onfocus=window.pwned=1 autofocus='",
          "```html\n<script>window.pwned=1</script>\n```",
          "`</code><script>window.pwned=1</script>`",
          "|a|b|\n|-|-|\n|<script>window.pwned=1</script>|<b>x</b>|",
          "&lt;script&gt;window.pwned=1&lt;/script&gt;",
          "\u2028window.pwned=1\u2029//",
          "\\\";window.pwned=1;//",
          "${window.pwned=1}{{data}}{{script}}",
          "<style>*{background:url(http://127.0.0.1:9/css)}</style>",
          "<base href=\"http://127.0.0.1:9/\"><form id=find action=x>",
          "<meta http-equiv=refresh content=\"0;url=http://127.0.0.1:9/\">",
          "__proto__",
          "constructor",
          "\u202egnp.exe\u0000\ud800x");

  /** Where the name, the operation, the error and the attributes of the chosen span are shown. */
  private static final List<String> PLACES =
      List.of(
          ".head h2", ".head .kind", ".failure h4", ".failure > p", ".card header", ".pairs td");

  private static final String TEXT_CONTENTS =
      "[...document.querySelectorAll('#details %s')].map(e => e.textContent)";

  private static final List<String> PARTS =
      List.of(
          "text",
          "reasoning",
          "tool_call",
          "tool_call_response",
          "server_tool_call",
          "server_tool_call_response",
          "blob",
          "uri",
          "json",
          "truncated",
          "citation",
          "redacted_reasoning",
          "cache_point");

  static Stream<String> attacks() {
    return ATTACKS.stream();
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void attack_isTextInEveryPlace(String attack) throws Exception {
    load(spans(attack));

    openEverything();
    assertOnlyText(attack);
    page.click("#details .raw");
    openEverything();
    assertOnlyText(attack);
  }

  @Test
  void attacks_allAtOnce_leaveThePageInOrder() throws Exception {
    List<SpanData> spans = new ArrayList<>();
    for (int i = 0; i < ATTACKS.size(); i++) {
      spans.add(span(2, i + 1, ATTACKS.get(i)).below(i).build());
    }
    load(spans);

    assertThat(page.textsOf("#trace-count")).containsExactly("1");
    assertThat(page.count("#waterfall .row")).isEqualTo(ATTACKS.size());
    page.click("#show-models");
    assertThat(
            page.texts(
                "[...document.querySelectorAll('#totals tbody th')].map(e => e.textContent)"))
        .containsExactlyInAnyOrderElementsOf(
            ATTACKS.stream().map(ScriptSafeJson::wellFormed).toList());
    assertThat(page.eval("typeof window.pwned").asText()).isEqualTo("undefined");
  }

  @Test
  void policy_refusesWhatATextWouldNeed() {
    load(List.of(SampleSpan.span(1, 1, "span").build()));

    assertThat(
            page.eval(
                    "(() => { try { document.body.innerHTML = '<b>x</b>'; return 'made'; } catch (e) { return e.name; } })()")
                .asText())
        .isEqualTo("TypeError");
    assertThat(
            page.eval(
                    "(() => { const s = document.createElement('script'); s.append('window.pwned = 1');"
                        + " document.body.append(s); return typeof window.pwned; })()")
                .asText())
        .isEqualTo("undefined");
    assertThat(page.eval("fetch('http://127.0.0.1:9/').then(() => 'sent', e => e.name)").asText())
        .isEqualTo("TypeError");
    page.settle();
    assertThat(page.complaints()).isNotEmpty();
    page.forget();
  }

  private void assertOnlyText(String attack) {
    String seen = ScriptSafeJson.wellFormed(attack);
    assertThat(page.eval("typeof window.pwned").asText()).isEqualTo("undefined");
    assertThat(page.eval("({}).pwned === undefined").asBoolean()).isTrue();
    assertThat(page.count("script")).isEqualTo(2);
    assertThat(page.count("img, iframe, svg, object, embed, a, form, base, link, body style"))
        .isZero();
    assertThat(page.count("[onerror], [onload], [onmouseover], [onfocus], [href], [src]")).isZero();
    assertThat(page.eval("document.body.textContent").asText()).contains(seen);
    for (String place : PLACES) {
      assertThat(page.texts(TEXT_CONTENTS.formatted(place)))
          .as(place)
          .anySatisfy(shown -> assertThat(shown).contains(seen));
    }
  }

  /** Opens every fold, and asks for all that is left out. */
  private void openEverything() {
    for (int round = 0; round < 3; round++) {
      page.eval("document.querySelectorAll('details').forEach(d => { d.open = true; })");
      page.settle();
      page.eval(
          "document.querySelectorAll('#details .some > button, #details .chat > button')"
              + ".forEach(b => b.click())");
      page.settle();
    }
    page.click("#show-models");
    page.click("#show-traces");
    page.eval(
        "document.querySelectorAll('#details *').forEach(e =>"
            + " e.dispatchEvent(new MouseEvent('mouseover')))");
    page.settle();
  }

  private static List<SpanData> spans(String attack) throws Exception {
    return List.of(span(1, 1, attack).build(), span(1, 2, attack).below(1).build());
  }

  private static SampleSpan span(int trace, int number, String attack) throws Exception {
    String messages =
        JSON.writeValueAsString(
            List.of(message(attack), Map.of("role", attack, "parts", List.of())));
    SampleSpan span =
        SampleSpan.span(trace, number, attack)
            .service(attack)
            .with("gen_ai.request.model", attack)
            .with("gen_ai.operation.name", number == 1 && trace == 1 ? attack : "chat")
            .with("gen_ai.response.finish_reasons", List.of(attack))
            .with("gen_ai.system_instructions", JSON.writeValueAsString(parts(attack)))
            .with("gen_ai.input.messages", messages)
            .with("gen_ai.output.messages", messages)
            .with(
                "gen_ai.tool.definitions",
                JSON.writeValueAsString(List.of(Map.of("name", attack, attack, attack))))
            .with("gen_ai.tool.call.arguments", JSON.writeValueAsString(Map.of(attack, attack)))
            .with("gen_ai.tool.call.result", attack)
            .with("gen_ai.retrieval.query.text", attack)
            .with(
                "gen_ai.retrieval.documents",
                JSON.writeValueAsString(
                    List.of(Map.of("id", attack, "content", attack, attack, attack))))
            .with("aws.bedrock.guardrail.assessments", "{" + attack)
            .with("aws.bedrock.guardrail.action", attack)
            .with("aws.bedrock.stream.outcome", attack)
            .with("session.id", attack)
            .with("user.id", attack)
            .with(attack, attack)
            .event(
                "exception",
                Attributes.of(
                    AttributeKey.stringKey("exception.type"), attack,
                    AttributeKey.stringKey("exception.message"), attack,
                    AttributeKey.stringKey("exception.stacktrace"), attack))
            .event(attack, Attributes.of(AttributeKey.stringKey(attack), attack))
            .failed(attack, attack)
            .tokens(1, 1);
    return span;
  }

  private static Map<String, Object> message(String attack) {
    return Map.of("role", "assistant", "finish_reason", attack, "parts", parts(attack));
  }

  private static List<Map<String, Object>> parts(String attack) {
    return Stream.concat(PARTS.stream(), Stream.of(attack))
        .flatMap(type -> IntStream.range(0, 2).mapToObj(i -> part(type, attack, i == 0)))
        .toList();
  }

  /** A part with hostile texts in all fields, or with hostile objects where texts belong. */
  private static Map<String, Object> part(String type, String attack, boolean text) {
    Object value = text ? attack : Map.of(attack, List.of(attack));
    Map<String, Object> part = new LinkedHashMap<>();
    part.put("type", type);
    for (String field :
        List.of(
            "content",
            "id",
            "name",
            "arguments",
            "response",
            "server_tool_call",
            "server_tool_call_response",
            "modality",
            "mime_type",
            "sha256",
            "uri",
            "json",
            attack)) {
      part.put(field, value);
    }
    return part;
  }
}
