/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.telemetry.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.internal.convention.MetricAttributes;
import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.inference.ServerEndpoint;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class CallMetricAttributesTest {
  private static final ServerEndpoint HERE = new ServerEndpoint("here", 443L, "eu-west-1");

  private final CallMetricAttributes attributes = new CallMetricAttributes();

  @Test
  void callsThatAreAlike_haveTheVerySame() {
    assertThat(attributes.of(request(OperationName.CHAT, "m"), response(null, "r"), HERE))
        .isSameAs(
            attributes.of(
                request(OperationName.CHAT, "m"),
                response(null, "r"),
                new ServerEndpoint("here", 443L, "eu-west-1")));
  }

  @Test
  void eachCallHasItsOwn_whateverTheLastOneWas() {
    List<InferenceRequest> requests =
        List.of(
            request(OperationName.CHAT, "m"),
            request(OperationName.CHAT, "n"),
            request(OperationName.CHAT, null),
            request(OperationName.EMBEDDINGS, "m"));
    List<InferenceResponse> responses =
        List.of(
            response(null, null),
            response(null, "r"),
            response(null, "s"),
            response(OperationName.TEXT_COMPLETION, "r"));
    List<ServerEndpoint> endpoints =
        List.of(
            HERE,
            new ServerEndpoint("there", 443L, "eu-west-1"),
            new ServerEndpoint("here", 8443L, "eu-west-1"),
            ServerEndpoint.UNKNOWN);
    List<Call> calls = new ArrayList<>();
    for (InferenceRequest request : requests) {
      for (InferenceResponse response : responses) {
        for (ServerEndpoint endpoint : endpoints) {
          calls.add(new Call(request, response, endpoint));
        }
      }
    }

    for (Call before : calls) {
      for (Call call : calls) {
        attributes.of(before.request, before.response, before.endpoint);

        assertThat(attributes.of(call.request, call.response, call.endpoint))
            .isEqualTo(MetricAttributes.ofResponse(call.request, call.response, call.endpoint));
      }
    }
  }

  private static InferenceRequest request(OperationName operation, @Nullable String model) {
    return InferenceRequest.builder(operation).model(model).build();
  }

  private static InferenceResponse response(
      @Nullable OperationName operation, @Nullable String model) {
    InferenceResponse.Builder response = InferenceResponse.builder().model(model);
    return (operation == null ? response : response.operation(operation)).build();
  }

  private record Call(
      InferenceRequest request, InferenceResponse response, ServerEndpoint endpoint) {}
}
