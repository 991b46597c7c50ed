/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.testing;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/**
 * A server that fails at a chosen byte: it answers each request by a script, over HTTP/1.1 and
 * HTTP/2 on the same port. Servers are cheap; all share two threads.
 */
// What becomes of a write to a client that has gone is of no interest.
@SuppressWarnings("FutureReturnValueIgnored")
public final class ScriptedBedrock implements BedrockServer {
  private static final EventLoopGroup LOOPS =
      new NioEventLoopGroup(2, new DefaultThreadFactory("scripted-bedrock", true));

  private static final int MAX_REQUEST_BYTES = 64 * 1024 * 1024;

  /** The time for what was sent to be read; a reset takes with it what was not. */
  private static final long BEFORE_RESET_MILLIS = 700;

  private final AtomicInteger requests = new AtomicInteger();
  private final CompletableFuture<Void> released = new CompletableFuture<>();
  private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final IntFunction<Reply> script;
  private final Channel listening;

  private ScriptedBedrock(IntFunction<Reply> script) {
    this.script = script;
    this.listening =
        new ServerBootstrap()
            .group(LOOPS)
            .channel(NioServerSocketChannel.class)
            .childHandler(new Connection())
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .syncUninterruptibly()
            .channel();
  }

  /**
   * Starts a server.
   *
   * @param script gives the reply to a request by its number, from 0
   */
  public static ScriptedBedrock start(IntFunction<Reply> script) {
    return new ScriptedBedrock(script);
  }

  /** Starts a server that gives one reply after the other, and the last one again and again. */
  public static ScriptedBedrock start(List<Reply> replies) {
    return start(number -> replies.get(Math.min(number, replies.size() - 1)));
  }

  @Override
  public URI endpoint() {
    return URI.create(
        "http://localhost:" + ((InetSocketAddress) listening.localAddress()).getPort());
  }

  @Override
  public int requests() {
    return requests.get();
  }

  /** Lets replies go on that are held. */
  public void release() {
    released.complete(null);
  }

  /** Refuses connections from now on, and cuts those that there are. */
  @Override
  public void close() {
    listening.close().syncUninterruptibly();
    channels.close();
  }

  private final class Connection extends ChannelInitializer<SocketChannel> {
    @Override
    protected void initChannel(SocketChannel channel) {
      channels.add(channel);
      channel.pipeline().addLast(new ProtocolChoice());
    }
  }

  /** Tells HTTP/2, which begins with its own preface, from HTTP/1.1. */
  private final class ProtocolChoice extends ByteToMessageDecoder {
    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
      if (in.readableBytes() < 3) {
        return;
      }
      boolean http2 = in.getByte(in.readerIndex() + 1) == 'R';
      if (http2) {
        context
            .pipeline()
            .addLast(
                Http2FrameCodecBuilder.forServer().build(),
                new Http2MultiplexHandler(
                    new ChannelInitializer<Channel>() {
                      @Override
                      protected void initChannel(Channel stream) {
                        stream
                            .pipeline()
                            .addLast(
                                new Http2StreamFrameToHttpObjectCodec(true),
                                new HttpObjectAggregator(MAX_REQUEST_BYTES),
                                new Player());
                      }
                    }));
      } else {
        context
            .pipeline()
            .addLast(
                new HttpServerCodec(), new HttpObjectAggregator(MAX_REQUEST_BYTES), new Player());
      }
      context.pipeline().remove(this);
    }
  }

  /** Plays the reply to a request. */
  private final class Player extends SimpleChannelInboundHandler<FullHttpRequest> {
    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
      Reply reply = script.apply(requests.getAndIncrement());
      switch (reply.ending()) {
        case SILENT -> {}
        case RESET_FIRST -> reset(context);
        case HELD_FIRST ->
            released.thenRun(() -> context.executor().execute(() -> begin(context, reply)));
        default -> begin(context, reply);
      }
    }

    private void begin(ChannelHandlerContext context, Reply reply) {
      context.writeAndFlush(head(reply));
      part(context, reply, 0);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close();
    }

    private HttpResponse head(Reply reply) {
      HttpResponse head =
          new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(reply.status()));
      reply.headers().forEach(head.headers()::set);
      if (reply.announced() >= 0) {
        head.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, reply.announced());
      } else {
        HttpUtil.setTransferEncodingChunked(head, true);
      }
      return head;
    }

    private void part(ChannelHandlerContext context, Reply reply, int index) {
      if (index == reply.parts().size()) {
        end(context, reply);
        return;
      }
      boolean last = index == reply.parts().size() - 1;
      if (last && reply.ending() == Reply.Ending.HELD) {
        released.thenRun(() -> context.executor().execute(() -> send(context, reply, index)));
      } else if (reply.pauseMillis() > 0 && (index > 0 || last)) {
        context
            .executor()
            .schedule(
                () -> send(context, reply, index), reply.pauseMillis(), TimeUnit.MILLISECONDS);
      } else {
        send(context, reply, index);
      }
    }

    private void send(ChannelHandlerContext context, Reply reply, int index) {
      context.writeAndFlush(
          new DefaultHttpContent(Unpooled.wrappedBuffer(reply.parts().get(index))));
      part(context, reply, index + 1);
    }

    private void end(ChannelHandlerContext context, Reply reply) {
      switch (reply.ending()) {
        case ORDERLY, HELD, HELD_FIRST -> context.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
        case CLOSED -> {
          context
              .executor()
              .schedule(
                  () -> connection(context).close(), BEFORE_RESET_MILLIS, TimeUnit.MILLISECONDS);
        }
        case RESET -> {
          context
              .executor()
              .schedule(() -> reset(context), BEFORE_RESET_MILLIS, TimeUnit.MILLISECONDS);
        }
        default -> {}
      }
    }

    private void reset(ChannelHandlerContext context) {
      Channel connection = connection(context);
      connection.config().setOption(ChannelOption.SO_LINGER, 0);
      connection.close();
    }

    private Channel connection(ChannelHandlerContext context) {
      Channel channel = context.channel();
      return channel instanceof SocketChannel ? channel : channel.parent();
    }
  }
}
