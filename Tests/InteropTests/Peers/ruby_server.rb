# Runs the interoperability server that comes with Ruby's grpc, and prints the port it was given:
# the server itself neither prints it nor lets another choose.
require 'grpc'

module PrintsItsPort
  def add_http2_port(*arguments)
    super.tap do |port|
      puts port
      $stdout.flush
    end
  end
end

GRPC::RpcServer.prepend(PrintsItsPort)
load File.join(Gem.loaded_specs['grpc'].full_gem_path, 'src/ruby/pb/test/server.rb')
