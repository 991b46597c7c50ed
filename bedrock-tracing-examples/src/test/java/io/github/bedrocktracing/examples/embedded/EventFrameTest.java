/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import software.amazon.eventstream.Message;

class EventFrameTest {
  @Test
  void encode_isReadByTheSdksDecoder() {
    Message message = decoded(EventFrame.event("messageStart", "{\"role\":\"assistant\"}"));

    assertThat(message.getHeaders().get(":event-type").getString()).isEqualTo("messageStart");
    assertThat(message.getHeaders().get(":content-type").getString()).isEqualTo("application/json");
    assertThat(message.getHeaders().get(":message-type").getString()).isEqualTo("event");
    assertThat(new String(message.getPayload(), UTF_8))
        .startsWith("{\"role\":\"assistant\",\"p\":\"abc")
        .endsWith("\"}");
  }

  @Test
  void chunk_wrapsTheModelsJsonInBase64() {
    String payload = new String(decoded(EventFrame.chunk("{\"a\":1}")).getPayload(), UTF_8);

    assertThat(payload).contains(Base64.getEncoder().encodeToString("{\"a\":1}".getBytes(UTF_8)));
  }

  private static Message decoded(EventFrame frame) {
    return Message.decode(ByteBuffer.wrap(frame.encode()));
  }
}
