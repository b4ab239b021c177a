// An HTTPS server of Java's own, with what a test writes into it. Prints its port; ends with its standard input.
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

class Configured {
  public static void main(String[] args) throws Exception {
    SSLContext context = SSLContext.getDefault();
    HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context) {
      @Override
      public void configure(HttpsParameters connection) {
        // The context's own defaults are a client's.
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        SSLParameters parameters = engine.getSSLParameters();
        try {
          Configured.configure(context, parameters);
        } catch (IOException wrong) {
          throw new UncheckedIOException(wrong);
        }
        connection.setSSLParameters(parameters);
      }
    });
    server.createContext("/", exchange -> {
      answer(exchange);
      exchange.close();
    });
    server.start();
    System.out.println("port " + server.getAddress().getPort());
    while (System.in.read() >= 0) { }
    System.exit(0);
  }

  static void configure(SSLContext context, SSLParameters parameters) throws IOException {
    // configure
  }

  static void answer(HttpExchange exchange) throws IOException {
    // answer
    if (exchange.getResponseCode() < 0) exchange.sendResponseHeaders(204, -1);
  }
}
