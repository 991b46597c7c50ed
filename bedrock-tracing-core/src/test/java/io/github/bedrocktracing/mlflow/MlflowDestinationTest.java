/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.bedrocktracing.MlflowDestination;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Where traces of MLflow go, as the program writes it: checked at once, without secrets in texts.
 */
final class MlflowDestinationTest {
  @ParameterizedTest
  @CsvSource({
    "http://jo:s3cret@localhost:5000/, http://localhost:5000, jo, s3cret",
    "https://jo%40a:s%3A%2Fx@mlflow.example.org/base, https://mlflow.example.org/base, jo@a, s:/x",
    "http://jo@localhost, http://localhost, jo, ''",
  })
  void credentialsInTheAddress_areShownAndNotToldOf(
      String address, String server, String user, String password) {
    MlflowDestination destination = MlflowDestination.of(address);

    assertThat(destination.trackingUri()).hasToString(server);
    assertThat(destination.username()).isEqualTo(user);
    assertThat(destination.password()).isEqualTo(password);
    assertThat(destination).hasToString(server);
  }

  @Test
  void withoutCredentials_noneAreShown() {
    MlflowDestination destination = MlflowDestination.of("http://localhost:5000");

    assertThat(destination.username()).isNull();
    assertThat(destination.password()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost:99999", "databricks", "http:///x", "http://a b", ""})
  void addressThatNoServerCanHave_isRefused(String address) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MlflowDestination.of(address))
        .withMessageContaining("the tracking URI");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://jo:48151/s3cret@localhost:5000",
        "https://s3cret/more@localhost",
        "http://localhost/?key=s3cret@x"
      })
  void passwordThatEndsTheHost_isRefused_andNotTold(String address) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MlflowDestination.of(address))
        .withMessageContaining("the tracking URI")
        .withMessageContaining("%2F")
        .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("s3cret", "48151"));
  }

  @Test
  void blankNamesAndTokens_areRefused() {
    MlflowDestination server = MlflowDestination.of("http://localhost:5000");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> server.experimentName(" "))
        .withMessage("the name of the experiment is blank");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> server.experimentId(""))
        .withMessage("the id of the experiment is blank");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> server.token(" "))
        .withMessage("the token is blank");
  }
}
