/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.neighbours;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.neighbours.NeighboursProgram.Step;
import io.github.bedrocktracing.testing.process.JavaProcess.Output;
import io.github.bedrocktracing.testing.process.OtherInstrumentation;
import io.github.bedrocktracing.testing.server.XRayDaemon;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Where the X-Ray SDK puts its interceptor on all clients by its service file, and this library its
 * own by its files, a call has its span and its subsegment.
 */
class XRayServiceFileTest {
  private static final Path INSTRUMENTOR =
      Path.of("target", "neighbours", "aws-xray-recorder-sdk-aws-sdk-v2-instrumentor.jar");

  private final OtherInstrumentation telemetry = new OtherInstrumentation();
  private final XRayDaemon daemon = XRayDaemon.start();

  @AfterEach
  void close() {
    daemon.close();
    telemetry.close();
  }

  @Test
  void bothRecordEachCall() {
    assertThat(INSTRUMENTOR).as("the instrumentor, which the build puts there").exists();

    Output output =
        telemetry
            .program(
                NeighboursProgram.class,
                Step.AUTOLOG,
                Step.XRAY_SEGMENT,
                Step.CONVERSE,
                Step.CONVERSE_ASYNC,
                Step.CONVERSE_STREAM)
            .with(List.of(INSTRUMENTOR))
            .variable("AWS_XRAY_DAEMON_ADDRESS", daemon.address())
            .run();

    assertThat(output.lines()).contains("answer Hello.", "answered");
    assertThat(output.ownWarnings()).isEmpty();
    assertThat(telemetry.genAiSpans()).as("gen_ai spans").isEqualTo(3);
    assertThat(telemetry.spansThatTellOurs()).as("whole spans").isEqualTo(3);
    assertThat(daemon.nextSegment())
        .contains("\"name\":\"program\"")
        .containsPattern(
            "(?s)(\"operation\":\"Converse(Stream)?\".*){3}") // One subsegment of each call.
        .doesNotContain("in_progress");
  }
}
