// A TLS server of Java's JSSE: prints its port, and what it knows of each connection. Ends with its standard input.
import java.io.FileInputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.Security;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

class Server {
  public static void main(String[] args) throws Exception {
    // Not to be set once anything of JSSE is loaded
    for (String arg : args) {
      if (arg.equals("nothingDisabled")) Security.setProperty("jdk.tls.disabledAlgorithms", "");
    }
    SSLServerSocket listener = (SSLServerSocket) context(args[0], args[1].toCharArray())
        .getServerSocketFactory()
        .createServerSocket(0, 16, InetAddress.getByName("127.0.0.1"));
    listener.setSSLParameters(parameters(listener.getSSLParameters(), args));
    System.out.println("port " + listener.getLocalPort());
    Thread parent = new Thread(() -> {
      try {
        while (System.in.read() >= 0) { }
      } catch (java.io.IOException gone) { }
      System.exit(0);
    });
    parent.setDaemon(true);
    parent.start();
    while (true) answer((SSLSocket) listener.accept());
  }

  private static SSLContext context(String keyStore, char[] password) throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (FileInputStream file = new FileInputStream(keyStore)) {
      keys.load(file, password);
    }
    KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(keys, password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private static SSLParameters parameters(SSLParameters parameters, String[] args) {
    for (int index = 2; index < args.length; index++) {
      String[] option = args[index].split("=");
      switch (option[0]) {
        case "protocols" -> parameters.setProtocols(option[1].split(","));
        case "cipherSuites" -> parameters.setCipherSuites(option[1].split(","));
        case "applicationProtocols" -> parameters.setApplicationProtocols(option[1].split(","));
        case "needClientAuth" -> parameters.setNeedClientAuth(true);
        case "nothingDisabled" -> { }
        case "wantClientAuth" -> parameters.setWantClientAuth(true);
        default -> throw new IllegalArgumentException(args[index]);
      }
    }
    return parameters;
  }

  private static void answer(SSLSocket socket) {
    try (socket) {
      socket.startHandshake();
      System.out.println("session \"" + socket.getSession().getProtocol()
          + "\" \"" + socket.getSession().getCipherSuite()
          + "\" \"" + socket.getApplicationProtocol() + "\"");
      socket.getInputStream().read(new byte[1024]);
      socket.getOutputStream().write(
          "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    } catch (java.io.IOException refused) {
      System.out.println("refused: " + refused.getMessage());
    }
  }
}
