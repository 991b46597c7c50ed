/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.content;

import io.github.bedrocktracing.ContentRedactor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces what looks like an e-mail address, a card number, a telephone number or an access key.
 *
 * <p>The patterns have no nested repetition, so that their time grows with the length of the text
 * alone.
 */
public final class PatternRedactor implements ContentRedactor {
  /** The only instance. */
  public static final PatternRedactor INSTANCE = new PatternRedactor();

  private static final Pattern EMAIL =
      Pattern.compile("[A-Za-z0-9._%+-]{1,64}+@[A-Za-z0-9.-]{1,190}\\.[A-Za-z]{2,24}");

  /** Access key ids of AWS and API keys of Bedrock. */
  private static final Pattern ACCESS_KEY =
      Pattern.compile(
          "(?<![A-Za-z0-9])(?:(?:AKIA|ASIA|AIDA|AROA|ABIA|ACCA)[A-Z0-9]{16}(?![A-Za-z0-9])"
              + "|(?:ABSK|bedrock-api-key-)[A-Za-z0-9+/=_-]{20,}+)");

  private static final Pattern SECRET_KEY =
      Pattern.compile(
          "(?i)(?:secret|aws_secret_access_key|password|api[_-]?key)[\"']?\\s{0,3}[:=]\\s{0,3}"
              + "[\"']?([A-Za-z0-9/+=_-]{16,128})");

  /** A number with a plus sign, or one in groups such as 555-010-9999 or (555) 010-9999. */
  private static final Pattern PHONE =
      Pattern.compile(
          "\\+[0-9](?:[ ().-]{0,2}[0-9]){6,14}(?![0-9])"
              + "|(?<![0-9])\\(?[0-9]{3}\\)?[ .-][0-9]{3}[ .-][0-9]{4}(?![0-9])");

  private PatternRedactor() {}

  @Override
  public String redact(String content) {
    String text = content;
    if (text.indexOf('@') >= 0) {
      text = EMAIL.matcher(text).replaceAll("[email]");
    }
    text = ACCESS_KEY.matcher(text).replaceAll("[access key]");
    text = redactSecrets(text);
    text = CardNumbers.redact(text);
    return PHONE.matcher(text).replaceAll("[phone]");
  }

  private static String redactSecrets(String text) {
    Matcher matcher = SECRET_KEY.matcher(text);
    StringBuilder redacted = new StringBuilder();
    int at = 0;
    while (matcher.find()) {
      redacted.append(text, at, matcher.start(1)).append("[secret]");
      at = matcher.end(1);
    }
    return at == 0 ? text : redacted.append(text, at, text.length()).toString();
  }
}
