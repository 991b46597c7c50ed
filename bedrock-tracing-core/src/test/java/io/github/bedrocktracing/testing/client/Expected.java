/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.testing.client;

import static io.github.bedrocktracing.testing.client.Exchanges.MODEL;

import io.github.bedrocktracing.testing.sdk.LaterMembers;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the conventions want recorded of the calls of {@link Exchanges}. */
public final class Expected {
  /** The bucket boundaries of every duration. */
  public static final List<Double> SECONDS_BOUNDARIES =
      List.of(
          0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92);

  /** The bucket boundaries of token counts. */
  public static final List<Double> TOKENS_BOUNDARIES =
      List.of(
          1., 4., 16., 64., 256., 1024., 4096., 16384., 65536., 262144., 1048576., 4194304.,
          16777216., 67108864.);

  private Expected() {}

  /** Returns the attributes of a span of Converse that ended well, as far as the SDK tells them. */
  public static Map<String, Object> converse(int port) {
    Map<String, Object> attributes = answered(port);
    if (!LaterMembers.CACHE_COUNTS.isPresent()) {
      attributes.remove("gen_ai.usage.cache_read.input_tokens");
      attributes.remove("gen_ai.usage.cache_creation.input_tokens");
    }
    if (!LaterMembers.SERVICE_TIER.isPresent()) {
      attributes.remove("aws.bedrock.service_tier");
    }
    return attributes;
  }

  /** Returns what the wire says of any answer of {@link Exchanges}. */
  private static Map<String, Object> answered(int port) {
    return with(
        request(port),
        "gen_ai.request.seed",
        7L,
        "gen_ai.response.finish_reasons",
        List.of("end_turn"),
        "gen_ai.usage.input_tokens",
        45L,
        "gen_ai.usage.output_tokens",
        20L,
        "gen_ai.usage.cache_read.input_tokens",
        30L,
        "gen_ai.usage.cache_creation.input_tokens",
        5L,
        "aws.bedrock.invocation_latency_ms",
        321L,
        "aws.bedrock.service_tier",
        "default",
        "aws.bedrock.performance_config.latency",
        "standard",
        "aws.request_id",
        "req-1");
  }

  /** Returns the attributes of a span of InvokeModel that ended well. */
  public static Map<String, Object> invokeModel(int port) {
    Map<String, Object> attributes =
        with(
            answered(port),
            "gen_ai.response.id",
            "msg_1",
            "gen_ai.response.model",
            "claude-3-5-sonnet-20240620");
    attributes.remove("gen_ai.request.seed");
    return attributes;
  }

  /** Returns the attributes of a span of ConverseStream that ended well, without its timing. */
  public static Map<String, Object> converseStream(int port) {
    return with(
        answered(port), "gen_ai.request.stream", true, "aws.bedrock.stream.outcome", "complete");
  }

  /** Returns the attributes of a span of InvokeModelWithResponseStream, without its timing. */
  public static Map<String, Object> invokeModelStream(int port) {
    return with(
        invokeModel(port),
        "gen_ai.request.stream",
        true,
        "aws.bedrock.stream.outcome",
        "complete",
        "aws.bedrock.first_byte_latency_ms",
        123L);
  }

  /** Returns what both the span and the metrics say of any request of {@link Exchanges}. */
  public static Map<String, Object> metric(int port, Object... more) {
    return with(
        Map.of(
            "gen_ai.operation.name", "chat",
            "gen_ai.provider.name", "aws.bedrock",
            "gen_ai.request.model", MODEL,
            "server.address", "localhost",
            "server.port", (long) port),
        more);
  }

  /** Returns attributes with others added or replaced, given as names and values in turn. */
  public static Map<String, Object> with(Map<String, Object> attributes, Object... more) {
    Map<String, Object> all = new TreeMap<>(attributes);
    for (int i = 0; i < more.length; i += 2) {
      all.put((String) more[i], more[i + 1]);
    }
    return all;
  }

  /** Returns what the parameters of any request of {@link Exchanges} come to. */
  public static Map<String, Object> request(int port) {
    return metric(
        port,
        "gen_ai.request.max_tokens",
        256L,
        "gen_ai.request.temperature",
        0.2,
        "gen_ai.request.top_p",
        0.9,
        "gen_ai.request.top_k",
        40.0,
        "gen_ai.request.stop_sequences",
        List.of("END", "STOP"),
        "aws.bedrock.guardrail.id",
        "guardrail-1",
        "aws.bedrock.service_tier",
        "priority",
        "aws.bedrock.performance_config.latency",
        "optimized",
        "cloud.region",
        "us-east-1");
  }
}
