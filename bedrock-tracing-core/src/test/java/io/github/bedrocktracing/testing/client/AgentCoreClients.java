/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.testing.client;

import io.github.bedrocktracing.testing.server.BedrockServer;
import java.util.function.Consumer;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockagentcore.BedrockAgentCoreAsyncClient;
import software.amazon.awssdk.services.bedrockagentcore.BedrockAgentCoreAsyncClientBuilder;
import software.amazon.awssdk.services.bedrockagentcore.BedrockAgentCoreClient;
import software.amazon.awssdk.services.bedrockagentcore.BedrockAgentCoreClientBuilder;
import software.amazon.awssdk.services.bedrockagentcore.model.InvokeAgentRuntimeRequest;

/** Makes clients of AgentCore that talk to a {@link BedrockServer} and try again at once. */
public final class AgentCoreClients {
  /** The agent that {@link #request()} asks. */
  public static final String ARN =
      "arn:aws:bedrock-agentcore:us-east-1:123456789012:runtime/support-AbCdEf1234";

  /** The session that {@link #request()} names. */
  public static final String SESSION = "session-1-of-at-least-33-characters";

  /** Where runtimes are invoked, as a regular expression. */
  public static final String INVOCATIONS = "/runtimes/[^/]+/invocations.*";

  private AgentCoreClients() {}

  /** Returns a request that names a session and a qualifier. */
  public static InvokeAgentRuntimeRequest request() {
    return InvokeAgentRuntimeRequest.builder()
        .agentRuntimeArn(ARN)
        .qualifier("PROD")
        .runtimeSessionId(SESSION)
        .contentType("application/json")
        .accept("application/json, text/event-stream")
        .payload(SdkBytes.fromUtf8String("{\"prompt\":\"SECRET question\"}"))
        .build();
  }

  /** Returns a builder of a blocking client. */
  public static BedrockAgentCoreClientBuilder sync(
      BedrockServer bedrock, Consumer<ClientOverrideConfiguration.Builder> configuration) {
    return BedrockAgentCoreClient.builder()
        .endpointOverride(bedrock.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(Clients.credentials())
        .overrideConfiguration(Clients.withoutBackoff(configuration));
  }

  /** Returns a builder of an asynchronous client. */
  public static BedrockAgentCoreAsyncClientBuilder async(
      BedrockServer bedrock,
      Protocol protocol,
      Consumer<ClientOverrideConfiguration.Builder> configuration) {
    return BedrockAgentCoreAsyncClient.builder()
        .endpointOverride(bedrock.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(Clients.credentials())
        .httpClient(Http.of(protocol))
        .overrideConfiguration(Clients.withoutBackoff(configuration));
  }

  private static final class Http {
    private static final SdkAsyncHttpClient HTTP_1_1 = Clients.newAsyncHttpClient(Protocol.HTTP1_1);
    private static final SdkAsyncHttpClient HTTP_2 = Clients.newAsyncHttpClient(Protocol.HTTP2);

    static SdkAsyncHttpClient of(Protocol protocol) {
      return protocol == Protocol.HTTP2 ? HTTP_2 : HTTP_1_1;
    }
  }
}
