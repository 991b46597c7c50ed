/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.convention;

import io.opentelemetry.api.common.AttributeKey;
import java.util.List;

/**
 * Attribute names of the GenAI semantic conventions, version 1.41.1, the last one released. Where
 * the conventions' repository as of 2026-10-09 has another name or type, that one is marked as
 * latest; names that only the repository has are used with both.
 */
public final class GenAiAttributes {
  public static final AttributeKey<String> OPERATION_NAME = string("gen_ai.operation.name");
  public static final AttributeKey<String> PROVIDER_NAME = string("gen_ai.provider.name");

  /** The former name of {@link #PROVIDER_NAME}, which frameworks still use. */
  public static final AttributeKey<String> SYSTEM = string("gen_ai.system");

  public static final AttributeKey<String> OUTPUT_TYPE = string("gen_ai.output.type");

  public static final AttributeKey<String> REQUEST_MODEL = string("gen_ai.request.model");
  public static final AttributeKey<Boolean> REQUEST_STREAM =
      AttributeKey.booleanKey("gen_ai.request.stream");
  public static final AttributeKey<Long> REQUEST_MAX_TOKENS = integer("gen_ai.request.max_tokens");
  public static final AttributeKey<Double> REQUEST_TEMPERATURE =
      decimal("gen_ai.request.temperature");
  public static final AttributeKey<Double> REQUEST_TOP_P = decimal("gen_ai.request.top_p");
  public static final AttributeKey<Double> REQUEST_TOP_K = decimal("gen_ai.request.top_k");
  public static final AttributeKey<Long> LATEST_REQUEST_TOP_K = integer("gen_ai.request.top_k");
  public static final AttributeKey<Double> REQUEST_FREQUENCY_PENALTY =
      decimal("gen_ai.request.frequency_penalty");
  public static final AttributeKey<Double> REQUEST_PRESENCE_PENALTY =
      decimal("gen_ai.request.presence_penalty");
  public static final AttributeKey<List<String>> REQUEST_STOP_SEQUENCES =
      strings("gen_ai.request.stop_sequences");
  public static final AttributeKey<Long> REQUEST_SEED = integer("gen_ai.request.seed");
  public static final AttributeKey<Long> REQUEST_CHOICE_COUNT =
      integer("gen_ai.request.choice.count");
  public static final AttributeKey<String> REQUEST_REASONING_LEVEL =
      string("gen_ai.request.reasoning.level");
  public static final AttributeKey<List<String>> REQUEST_ENCODING_FORMATS =
      strings("gen_ai.request.encoding_formats");
  public static final AttributeKey<Long> EMBEDDINGS_DIMENSION_COUNT =
      integer("gen_ai.embeddings.dimension.count");
  public static final AttributeKey<String> PROMPT_NAME = string("gen_ai.prompt.name");
  public static final AttributeKey<String> PROMPT_VERSION = string("gen_ai.prompt.version");

  public static final AttributeKey<String> RESPONSE_ID = string("gen_ai.response.id");
  public static final AttributeKey<String> RESPONSE_MODEL = string("gen_ai.response.model");
  public static final AttributeKey<List<String>> RESPONSE_FINISH_REASONS =
      strings("gen_ai.response.finish_reasons");
  public static final AttributeKey<Double> RESPONSE_TIME_TO_FIRST_CHUNK =
      decimal("gen_ai.response.time_to_first_chunk");

  public static final AttributeKey<Long> USAGE_INPUT_TOKENS = integer("gen_ai.usage.input_tokens");
  public static final AttributeKey<Long> USAGE_OUTPUT_TOKENS =
      integer("gen_ai.usage.output_tokens");
  public static final AttributeKey<Long> USAGE_CACHE_READ_INPUT_TOKENS =
      integer("gen_ai.usage.cache_read.input_tokens");
  public static final AttributeKey<Long> USAGE_CACHE_CREATION_INPUT_TOKENS =
      integer("gen_ai.usage.cache_creation.input_tokens");
  public static final AttributeKey<Long> LATEST_USAGE_CACHE_WRITE_INPUT_TOKENS =
      integer("gen_ai.usage.cache_write.input_tokens");
  public static final AttributeKey<Long> USAGE_REASONING_OUTPUT_TOKENS =
      integer("gen_ai.usage.reasoning.output_tokens");

  public static final AttributeKey<String> AGENT_ID = string("gen_ai.agent.id");
  public static final AttributeKey<String> AGENT_NAME = string("gen_ai.agent.name");
  public static final AttributeKey<String> AGENT_VERSION = string("gen_ai.agent.version");
  public static final AttributeKey<String> DATA_SOURCE_ID = string("gen_ai.data_source.id");
  public static final AttributeKey<Long> RETRIEVAL_TOP_K = integer("gen_ai.retrieval.top_k");
  public static final AttributeKey<String> WORKFLOW_NAME = string("gen_ai.workflow.name");
  public static final AttributeKey<String> TOOL_NAME = string("gen_ai.tool.name");

  public static final AttributeKey<String> MEMORY_STORE_ID = string("gen_ai.memory.store.id");
  public static final AttributeKey<String> MEMORY_RECORD_ID = string("gen_ai.memory.record.id");
  public static final AttributeKey<Long> MEMORY_RECORD_COUNT =
      integer("gen_ai.memory.record.count");

  public static final AttributeKey<String> TOKEN_TYPE = string("gen_ai.token.type");
  public static final AttributeKey<String> LATEST_TOKEN_MODALITY = string("gen_ai.token.modality");

  /** The value of {@link #PROVIDER_NAME} on everything that this library records. */
  public static final String PROVIDER_AWS_BEDROCK = "aws.bedrock";

  private GenAiAttributes() {}

  private static AttributeKey<String> string(String name) {
    return AttributeKey.stringKey(name);
  }

  private static AttributeKey<List<String>> strings(String name) {
    return AttributeKey.stringArrayKey(name);
  }

  private static AttributeKey<Long> integer(String name) {
    return AttributeKey.longKey(name);
  }

  private static AttributeKey<Double> decimal(String name) {
    return AttributeKey.doubleKey(name);
  }
}
