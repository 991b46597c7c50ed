/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.endings;

import io.github.bedrocktracing.testing.sdk.LaterMembers;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkPojo;

/**
 * What is different about a request.
 *
 * @param unsendable whether what the SDK needs to send it is missing
 */
record RequestChange(
    boolean unsendable, Consumer<AwsRequestOverrideConfiguration.Builder> configuration) {
  /**
   * Changes a request.
   *
   * @param needed the name of the member without which it cannot be sent
   */
  <B extends AwsRequest.Builder & SdkPojo> B apply(B request, String needed) {
    if (unsendable) {
      LaterMembers.set(request, needed, null);
    }
    request.overrideConfiguration(configuration);
    return request;
  }
}
