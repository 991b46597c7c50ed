/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.convention;

import io.opentelemetry.api.common.AttributeKey;
import java.util.List;

/**
 * Attribute names of the general and the AWS semantic conventions, and this library's own below
 * {@code aws.bedrock}, which the conventions do not have.
 */
public final class CommonAttributes {
  public static final AttributeKey<String> SERVER_ADDRESS =
      AttributeKey.stringKey("server.address");
  public static final AttributeKey<Long> SERVER_PORT = AttributeKey.longKey("server.port");
  public static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");
  public static final AttributeKey<String> EXCEPTION_TYPE =
      AttributeKey.stringKey("exception.type");
  public static final AttributeKey<String> EXCEPTION_MESSAGE =
      AttributeKey.stringKey("exception.message");
  public static final AttributeKey<String> EXCEPTION_STACKTRACE =
      AttributeKey.stringKey("exception.stacktrace");
  public static final AttributeKey<String> CLOUD_REGION = AttributeKey.stringKey("cloud.region");
  public static final AttributeKey<String> AWS_REQUEST_ID =
      AttributeKey.stringKey("aws.request_id");
  public static final AttributeKey<String> BEDROCK_GUARDRAIL_ID =
      AttributeKey.stringKey("aws.bedrock.guardrail.id");

  /** How a streamed answer ended: complete, cancelled, truncated or failed. */
  public static final AttributeKey<String> BEDROCK_STREAM_OUTCOME =
      AttributeKey.stringKey("aws.bedrock.stream.outcome");

  /** The service tier that served the call, else the one asked for. */
  public static final AttributeKey<String> BEDROCK_SERVICE_TIER =
      AttributeKey.stringKey("aws.bedrock.service_tier");

  /** The latency mode that served the call, else the one asked for. */
  public static final AttributeKey<String> BEDROCK_PERFORMANCE_LATENCY =
      AttributeKey.stringKey("aws.bedrock.performance_config.latency");

  /** The number of attempts after the first; absent when there was none. */
  public static final AttributeKey<Long> BEDROCK_RETRY_COUNT =
      AttributeKey.longKey("aws.bedrock.retry_count");

  /** The latency that the service measured, in milliseconds. */
  public static final AttributeKey<Long> BEDROCK_INVOCATION_LATENCY =
      AttributeKey.longKey("aws.bedrock.invocation_latency_ms");

  /** The time to the first byte that the service measured, in milliseconds. */
  public static final AttributeKey<Long> BEDROCK_FIRST_BYTE_LATENCY =
      AttributeKey.longKey("aws.bedrock.first_byte_latency_ms");

  /** The alias or qualifier by which an agent was called. */
  public static final AttributeKey<String> BEDROCK_AGENT_ALIAS_ID =
      AttributeKey.stringKey("aws.bedrock.agent.alias_id");

  /** The memory that an agent may use. */
  public static final AttributeKey<String> BEDROCK_AGENT_MEMORY_ID =
      AttributeKey.stringKey("aws.bedrock.agent.memory_id");

  public static final AttributeKey<String> BEDROCK_KNOWLEDGE_BASE_ID =
      AttributeKey.stringKey("aws.bedrock.knowledge_base.id");

  /** The knowledge bases that a call may be answered from, where there are several. */
  public static final AttributeKey<List<String>> BEDROCK_KNOWLEDGE_BASE_IDS =
      AttributeKey.stringArrayKey("aws.bedrock.knowledge_base.ids");

  /** The flow that is run, by its id or ARN. */
  public static final AttributeKey<String> BEDROCK_FLOW_ID =
      AttributeKey.stringKey("aws.bedrock.flow.id");

  /** The alias by which a flow was called. */
  public static final AttributeKey<String> BEDROCK_FLOW_ALIAS_ID =
      AttributeKey.stringKey("aws.bedrock.flow.alias_id");

  /** A node of a flow, by the name that the flow's author gave it. */
  public static final AttributeKey<String> BEDROCK_FLOW_NODE_NAME =
      AttributeKey.stringKey("aws.bedrock.flow.node.name");

  private CommonAttributes() {}
}
