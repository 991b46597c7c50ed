/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.testing.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** A server, telemetry, and a client of one kind that is traced beside one that is not. */
public final class Fixture implements AutoCloseable {
  private final FakeBedrock bedrock;
  private final Telemetry telemetry;
  private final ClientKind kind;
  private final ExecutionInterceptor interceptor;
  private Consumer<ClientOverrideConfiguration.Builder> configuration = c -> {};
  private boolean countsRequests = true;
  private BedrockCalls traced;
  private BedrockCalls untraced;

  /** Takes a server and telemetry; the telemetry is closed with this. */
  public Fixture(FakeBedrock bedrock, ClientKind kind, Telemetry telemetry) {
    this.bedrock = bedrock;
    this.telemetry = telemetry;
    this.kind = kind;
    this.interceptor =
        BedrockTracing.builder().openTelemetry(telemetry.openTelemetry()).build().interceptor();
  }

  /** Sets what else both clients are configured with. */
  public Fixture configured(Consumer<ClientOverrideConfiguration.Builder> configuration) {
    this.configuration = configuration;
    return this;
  }

  /** Leaves the number of requests out of the comparison, where the SDK's own varies. */
  public Fixture withoutCountingRequests() {
    countsRequests = false;
    return this;
  }

  /** Returns the server. */
  public FakeBedrock bedrock() {
    return bedrock;
  }

  /** Returns the telemetry of the traced client. */
  public Telemetry telemetry() {
    return telemetry;
  }

  /** Returns the interceptor of the traced client. */
  public ExecutionInterceptor interceptor() {
    return interceptor;
  }

  /**
   * Makes a call with a traced client and then with one that is not, and asserts that neither the
   * caller nor the server can tell the difference.
   *
   * @return what the caller got
   */
  public CallResult call(Function<BedrockCalls, CallResult> call) {
    if (traced == null) {
      traced = kind.connect(bedrock, configuration.andThen(Clients.with(interceptor)));
      untraced = kind.connect(bedrock, configuration);
    }
    bedrock.rewind();
    CallResult result = call.apply(traced);
    int requests = bedrock.requests();
    bedrock.rewind();
    CallResult expected = call.apply(untraced);
    if (countsRequests) {
      assertThat(result).as("what the caller sees").isEqualTo(expected);
      assertThat(requests).as("requests at the server").isEqualTo(bedrock.requests());
    } else {
      assertThat(result.withoutAttempts())
          .as("what the caller sees")
          .isEqualTo(expected.withoutAttempts());
    }
    return result;
  }

  @Override
  public void close() {
    if (traced != null) {
      traced.close();
      untraced.close();
    }
    telemetry.close();
  }
}
