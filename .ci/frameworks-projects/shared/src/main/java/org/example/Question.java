/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.example;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;

/** The one call that each application makes. */
final class Question {
  private Question() {}

  static BedrockRuntimeClient client(URI endpoint) {
    return BedrockRuntimeClient.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("akid", "secret")))
        .build();
  }

  static String ask(BedrockRuntimeClient client) {
    return client
        .converse(
            request ->
                request
                    .modelId("amazon.nova-lite-v1:0")
                    .messages(
                        message ->
                            message
                                .role(ConversationRole.USER)
                                .content(ContentBlock.fromText("Say hello."))))
        .output()
        .message()
        .content()
        .get(0)
        .text();
  }
}
