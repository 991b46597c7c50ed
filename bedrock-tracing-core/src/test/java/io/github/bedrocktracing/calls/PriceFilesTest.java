/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.bedrocktracing.BedrockTracing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prices in files that a flag or the program names. */
class PriceFilesTest extends PricedCalls {
  @TempDir private Path folder;

  @AfterEach
  void stop() {
    System.clearProperty("bedrock.tracing.prices");
  }

  @Test
  void fileOfTheFlag_isUsed_andAnotherOneFromThenOn() throws IOException {
    BedrockTracing.Builder byFlag = BedrockTracing.builder();
    Path first = Files.writeString(folder.resolve("first.json"), TABLE);
    Path second =
        Files.writeString(
            folder.resolve("second.json"), "{\"" + MODEL + "\":{\"input\":1,\"output\":1}}");

    System.setProperty("bedrock.tracing.prices", first.toString());
    converse(byFlag, MODEL);
    System.setProperty("bedrock.tracing.prices", second.toString());
    converse(byFlag, MODEL);

    assertThat(telemetry.spans(2))
        .extracting(PricedCalls::cost)
        .containsExactly(0.0000007, 0.000005);
  }

  @Test
  void wrongFileOfTheFlag_leavesTheCallAlone() throws IOException {
    Path wrong = Files.writeString(folder.resolve("wrong.json"), "{\"a\":");
    System.setProperty("bedrock.tracing.prices", wrong.toString());

    converse(BedrockTracing.builder(), MODEL);

    assertNoCost();
  }

  @Test
  void wrongFileOfTheProgram_isSaidAtOnce() throws IOException {
    Path wrong = Files.writeString(folder.resolve("wrong.json"), "{\"a.b\":{\"inptu\":1}}");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> BedrockTracing.builder().prices(wrong))
        .withMessageContaining("wrong.json: line 1, column 17: \"inptu\" of \"a.b\" is none of");
  }
}
