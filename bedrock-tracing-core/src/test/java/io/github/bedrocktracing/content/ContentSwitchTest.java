/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.content;

import static io.github.bedrocktracing.content.WeatherConversation.ANSWER;
import static io.github.bedrocktracing.content.WeatherConversation.conversation;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.ContentCapture;
import io.github.bedrocktracing.testing.process.ProcessState;
import io.github.bedrocktracing.testing.sdk.LaterMembers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether content is recorded, where, and how much changed: by the program, else by the flag. */
@ResourceLock(ProcessState.LOCK)
class ContentSwitchTest extends ContentCalls {
  @ParameterizedTest
  @CsvSource({
    "NO_CONTENT,false,0",
    "false,false,0",
    "SPAN_ONLY,true,0",
    "true,true,0",
    "EVENT_ONLY,false,1",
    "SPAN_AND_EVENT,true,1",
    "nonsense,false,0"
  })
  void flag_decidesWhereTheProgramDoesNot(String value, boolean onSpan, int events) {
    bedrock.answerJson("converse", ANSWER);
    System.setProperty(CAPTURE_FLAG, value);
    call(builder -> builder, client -> client.converse(conversation()));
    boolean captured =
        telemetry.onlySpan().getAttributes().get(key("gen_ai.input.messages")) != null;
    assertThat(captured).isEqualTo(onSpan);
    assertThat(telemetry.events()).hasSize(events);
  }

  @Test
  void program_winsOverTheFlag() {
    bedrock.answerJson("converse", ANSWER);
    System.setProperty(CAPTURE_FLAG, "SPAN_AND_EVENT");
    call(builder -> builder.captureContent(false), client -> client.converse(conversation()));
    assertThat(telemetry.onlySpan().toString()).doesNotContain("Paris").doesNotContain("Oslo");
    assertThat(telemetry.events()).isEmpty();
  }

  @Test
  void redactor_seesEverythingThatIsRecorded() {
    bedrock.answerJson("converse", ANSWER);
    call(
        builder ->
            builder
                .contentCapture(ContentCapture.SPAN_AND_EVENT)
                .contentRedactor(text -> text.replaceAll("Paris|Oslo|Rome|[Ww]eather", "x")),
        client -> client.converse(conversation()));
    String everything = telemetry.onlySpan() + telemetry.events().toString();
    assertThat(everything)
        .contains("x in x?")
        .contains(LaterMembers.REASONING.isPresent() ? "want x" : "I will look.")
        .doesNotContain("Paris")
        .doesNotContain("Oslo");
  }
}
